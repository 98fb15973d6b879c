/** The next round number at or above, so that a top line reads well. Small numbers are counts: no halves of calls. */
export function niceTop(value: number): number {
  if (value <= 10) return Math.max(1, Math.ceil(value));
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * magnitude >= value) ?? 10;
  return step * magnitude;
}

/** Which of `count` equal slots a pointer is over. */
export function slotAt(event: { clientX: number; currentTarget: HTMLElement }, count: number): number {
  const box = event.currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * count)));
}

/** A place in the box of a drawing. */
export type Point = { x: number; y: number };

/** Runs of two points or more without a gap (null), as an SVG path. */
export function lineThrough(points: readonly (Point | null)[]): string {
  return points
    .map((point, index) => (point && !isLone(points, index) ? `${points[index - 1] ? "L" : "M"}${at(point)}` : ""))
    .join("");
}

/** The points between two gaps, as an SVG path of marks without length: round caps make dots of them. */
export function lonePoints(points: readonly (Point | null)[]): string {
  return points.map((point, index) => (point && isLone(points, index) ? `M${at(point)}h0` : "")).join("");
}

function isLone(points: readonly (Point | null)[], index: number): boolean {
  return !points[index - 1] && !points[index + 1];
}

function at({ x, y }: Point): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
