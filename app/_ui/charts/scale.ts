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

/** Runs of points without a gap, as an SVG path in a box of 100 × `height`; a lone point becomes a short dash. */
export function linePath(values: readonly (number | null)[], y: (value: number) => number): string {
  const slot = 100 / Math.max(1, values.length);
  return values
    .map((value, index) => {
      if (value === null) return "";
      const x = (index + 0.5) * slot;
      const joins = (values[index - 1] ?? null) !== null;
      const alone = !joins && (values[index + 1] ?? null) === null;
      if (alone) return `M${(x - slot * 0.3).toFixed(2)} ${y(value).toFixed(2)}h${(slot * 0.6).toFixed(2)}`;
      return `${joins ? "L" : "M"}${x.toFixed(2)} ${y(value).toFixed(2)}`;
    })
    .join("");
}
