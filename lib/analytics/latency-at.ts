import { LATENCY_ENDS } from "./counted";

/** Where calls above the last end are drawn to: nobody waits longer on a telephone. */
const SLOWEST_MS = 6000;

/**
 * A percentile of latencies counted by their buckets, linear within a bucket; null without any.
 * @param share 0.5 for the median
 */
export function latencyAt(counts: readonly number[], share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= 0) return null;
  const wanted = all * share;
  let passed = 0;
  for (const [place, count] of counts.entries()) {
    if (count > 0 && passed + count >= wanted) {
      const from = place === 0 ? 0 : (LATENCY_ENDS[place - 1] ?? 0);
      const to = LATENCY_ENDS[place] ?? SLOWEST_MS;
      return Math.round(from + ((wanted - passed) / count) * (to - from));
    }
    passed += count;
  }
  return SLOWEST_MS;
}
