/**
 * Estimates a quantile from a histogram, as Prometheus' `histogram_quantile` does: linear within the bucket it falls into.
 * @param bounds upper bounds of the buckets but the last
 * @param counts observations per bucket, the last above all bounds
 * @returns in the unit of the bounds; null without observations; above all bounds, the last bound
 */
export function quantileOf(q: number, bounds: readonly number[], counts: readonly number[]): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let rank = q * total;
  for (const [bucket, bound] of bounds.entries()) {
    const count = counts[bucket] ?? 0;
    if (count > 0 && rank <= count) {
      const lower = bounds[bucket - 1] ?? 0;
      return lower + ((bound - lower) * rank) / count;
    }
    rank -= count;
  }
  return bounds.at(-1) ?? null;
}
