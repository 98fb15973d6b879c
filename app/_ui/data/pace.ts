/**
 * How fast this browser may ask. Every answer tells what is left of the limit; refreshing that nobody asked for slows down
 * long before it is used up, and after a 429 all reads wait together for as long as the server says.
 */

/** Refreshes that live events cause come no closer than this, in milliseconds. */
const USUAL_GAP = 300;
const LONGEST_GAP = 15_000;
/** While this share of the limit is left, nothing slows down. */
const PLENTY = 0.5;

/** Waiting reads do not all come back in the same instant. */
const SPREAD = 400;

let left = 1;
let pausedUntil = 0;
const listeners = new Set<() => void>();

/** Learns from the headers of an answer what is left of the limit. */
export function learnPace(headers: Headers) {
  const limit = Number(headers.get("ratelimit-limit"));
  const remaining = headers.get("ratelimit-remaining");
  if (limit > 0 && remaining !== null) left = Number(remaining) / limit;
}

/** The pause between two refreshes that nobody asked for: the less is left, the longer. */
export function refreshGap(share = left): number {
  if (share >= PLENTY) return USUAL_GAP;
  return Math.min(LONGEST_GAP, (USUAL_GAP * PLENTY) / Math.max(share, 0.001));
}

/** Makes all reads wait after a 429. @param headers of that answer; without Retry-After it is ten seconds */
export function pause(headers: Headers, now = Date.now()) {
  const seconds = Number(headers.get("retry-after"));
  pausedUntil = Math.max(pausedUntil, now + (seconds > 0 ? seconds : 10) * 1000);
  tell();
  setTimeout(tell, pausedUntil - now);
}

/** When reads may go on (ms since 1970); 0 when nothing is paused. */
export function pauseEnd(): number {
  return pausedUntil > Date.now() ? pausedUntil : 0;
}

/** Settles when a read may be sent. */
export async function readingAllowed(): Promise<void> {
  for (let end = pauseEnd(); end > 0; end = pauseEnd()) {
    const wait = end - Date.now() + Math.random() * SPREAD;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Calls back when a pause begins or ends. */
export function onPause(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  for (const listener of listeners) listener();
}
