/**
 * Whether so many values tell this percentile from the greatest of them: at least one has to lie beyond it. Below that
 * p90, p95 and p99 are all the same value under three names.
 * @param percent 90 for the 90th
 */
export function supportsPercentile(count: number, percent: number): boolean {
  return count * (100 - percent) >= 100;
}
