/** A yardstick of `npm run bench`: one page twice, once behind the middleware and once beside it. In no other build. */
export default function BarePage() {
  return <p>Nothing</p>;
}
