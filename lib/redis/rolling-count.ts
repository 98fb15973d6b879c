import { BUCKETS } from "./sliding-window";

/** Requests of one key by bucket of a sliding window (`bucketsAt`), counted in place; `load` is what still counts. */
export type RollingCount = { newest: number; load: number; requests: number[] };

/** The newest bucket and all before it that count. */
const KEPT = BUCKETS + 1;

export function rollingCount(newest: number): RollingCount {
  return { newest, load: 0, requests: new Array<number>(KEPT).fill(0) };
}

/** Forgets what has slid out by the time a bucket is the newest. */
export function rollTo(count: RollingCount, newest: number): void {
  for (let bucket = Math.max(count.newest, newest - KEPT) + 1; bucket <= newest; bucket++) {
    count.load -= inBucket(count, bucket);
    count.requests[bucket % KEPT] = 0;
  }
  count.newest = Math.max(count.newest, newest);
}

/** Counts requests in a bucket, unless it has slid out already. */
export function addTo(count: RollingCount, bucket: number, requests: number): void {
  rollTo(count, bucket);
  if (bucket <= count.newest - KEPT) return;
  count.requests[bucket % KEPT] = inBucket(count, bucket) + requests;
  count.load += requests;
}

/** What was counted in a bucket that still counts. The newest one takes the place of the one that slides out. */
export function inBucket(count: RollingCount, bucket: number): number {
  return count.requests[bucket % KEPT] ?? 0;
}
