/**
 * A sliding window made of sixty buckets that begin at multiples of their length, so that all servers agree on them. The
 * oldest bucket counts until all of it has slid out: no span of `window_ms` ever admits more than the limit, whenever the
 * bursts come, and whoever asks all the time gets 60/61 of it.
 */
export type Window = { limit: number; window_ms: number };

/** Requests admitted, by number of the bucket they fell into. */
export type Counted = readonly (readonly [bucket: number, requests: number])[];

/** One request counted. `reset_at` (ms since 1970): when a refused one may come again, else when the window is empty. */
export type Turn = { allowed: boolean; limit: number; remaining: number; reset_at: number; window_ms: number };

export const BUCKETS = 60;

/** The bucket an instant lies in, and the oldest that still counts. */
export function bucketsAt({ window_ms }: Window, now: number): { newest: number; oldest: number; bucket_ms: number } {
  const bucket_ms = window_ms / BUCKETS;
  const newest = Math.floor(now / bucket_ms);
  return { newest, oldest: newest - BUCKETS, bucket_ms };
}

/** The turn of one more request, given what was admitted before it. */
export function turnOf(window: Window, counted: Counted, now: number): Turn {
  const { oldest, bucket_ms } = bucketsAt(window, now);
  const counting = counted.filter(([bucket]) => bucket >= oldest).toSorted(([a], [b]) => a - b);
  const load = counting.reduce((sum, [, requests]) => sum + requests, 0);
  const allowed = load < window.limit;
  const lastToLeave = allowed ? counting.at(-1)?.[0] : leavingFirst(counting, load - window.limit + 1);
  return {
    allowed,
    limit: window.limit,
    remaining: Math.max(0, window.limit - load - 1),
    reset_at: Math.ceil(((lastToLeave ?? Math.floor(now / bucket_ms)) + BUCKETS + 1) * bucket_ms),
    window_ms: window.window_ms,
  };
}

// The bucket with which at least `excess` requests have slid out.
function leavingFirst(counting: Counted, excess: number): number | undefined {
  let gone = 0;
  return counting.find(([, requests]) => {
    gone += requests;
    return gone >= excess;
  })?.[0];
}
