import { lineThrough, lonePoints, type Point } from "./scale";

/** A line through what is known, with gaps where nothing is; a point between two gaps is a dot, so that it is seen as one. */
export function Line({
  points,
  className,
  width,
}: {
  points: readonly (Point | null)[];
  /** The colour, as a stroke. */
  className: string;
  /** In pixels, whatever the drawing is stretched to. */
  width: number;
}) {
  const drawn = { className: `fill-none ${className}`, vectorEffect: "non-scaling-stroke" } as const;
  return (
    <>
      <path {...drawn} d={lineThrough(points)} strokeWidth={width} strokeLinejoin="round" />
      <path {...drawn} d={lonePoints(points)} strokeWidth={width * 3} strokeLinecap="round" />
    </>
  );
}
