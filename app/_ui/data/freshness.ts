/**
 * How old every cached answer is, on the server's clock. An answer is fresh for ten minutes unless a live event since has
 * touched it. Server-rendered snapshots and browser fetches are compared on the same clock.
 */

const FRESH_FOR = 10 * 60_000;

let offset = 0;
const loadedAt = new Map<string, number>();
let touches: { matches: (key: string) => boolean; at: number }[] = [];

/** Learns how far the browser's clock is from the server's, from a `Date` header. */
export function learnServerTime(header: string | null, sentAt: number) {
  const server = header ? Date.parse(header) : Number.NaN;
  if (!Number.isNaN(server) && Math.abs(server - sentAt) > 5000) offset = server - sentAt;
}

/** Milliseconds now on the server's clock, as well as the browser knows. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Notes that `key` shows the state of `at`. */
export function noteLoaded(key: string, at: number) {
  loadedAt.set(key, at);
}

/** When the cached answer was read, or undefined when there is none. */
export function whenLoaded(key: string): number | undefined {
  return loadedAt.get(key);
}

/** Notes that whatever matches was changed at `at`; views that are not on screen will ask again when they return. */
export function noteTouched(matches: (key: string) => boolean, at: number) {
  const horizon = serverNow() - FRESH_FOR;
  touches = [...touches.filter((touch) => touch.at > horizon).slice(-200), { matches, at }];
}

/** Whether an answer read at `at` may be shown without asking again. */
export function isFresh(key: string, at: number): boolean {
  if (serverNow() - at > FRESH_FOR) return false;
  return !touches.some((touch) => touch.at >= at && touch.matches(key));
}
