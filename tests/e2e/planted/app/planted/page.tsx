/** Careless: not classified, and kept by every cache on the way. */
export const revalidate = 60;

export default function UnclassifiedPage() {
  return <h1>Planted</h1>;
}
