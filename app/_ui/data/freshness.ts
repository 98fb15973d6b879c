/**
 * How old every cached answer is, on the server's clock. An answer is fresh for ten minutes unless a live event since has
 * touched it. Server-rendered snapshots and browser fetches are compared on the same clock.
 */

const FRESH_FOR = 10 * 60_000;

/** No answer is under way for so long: what seems to have been is a clock of the browser's that was put forward. */
const CLOCK_PUT = 30_000;

let offset: number | undefined;
/** The times go with the cache they speak of: a screen that is left for another part of the product gets a new one. */
const loadedAt = new WeakMap<object, Map<string, number>>();
const touches = new Map<string, { matches: (key: string) => boolean; at: number }>();

/**
 * Learns how far the browser's clock is from the server's, from the `Date` header of an answer that has just arrived. It was
 * written a while before, so this is never too far ahead: a read that seemed newer than it is would hide what changed since.
 */
export function learnServerTime(header: string | null) {
  const least = Date.parse(header ?? "") - Date.now();
  if (Number.isNaN(least)) return;
  if (offset === undefined || least > offset || least < offset - CLOCK_PUT) offset = least;
}

/** How far the server's clock is ahead of the browser's in milliseconds; undefined before any answer. */
export const serverAhead = (): number | undefined => offset;

/** Milliseconds now on the server's clock, as well as the browser knows, and never ahead of it. */
export function serverNow(): number {
  return Date.now() + (offset ?? 0);
}

/** Notes that `key` of a cache shows the state of `at`; not of before what it has shown, as a clock that runs behind would say. */
export function noteLoaded(cache: object, key: string, at: number) {
  const times = loadedAt.get(cache) ?? new Map<string, number>();
  loadedAt.set(cache, times.set(key, Math.max(at, times.get(key) ?? 0)));
}

/** When the answer in a cache was read, or undefined when there is none. */
export function whenLoaded(cache: object, key: string): number | undefined {
  return loadedAt.get(cache)?.get(key);
}

/**
 * Notes that whatever matches was changed at `at`; views that are not on screen will ask again when they return.
 * @param name under which a later change of the same takes this one's place, however many there are
 */
export function noteTouched(name: string, matches: (key: string) => boolean, at: number) {
  const horizon = serverNow() - FRESH_FOR;
  for (const [other, touch] of touches) if (touch.at <= horizon) touches.delete(other);
  touches.set(name, { matches, at: Math.max(at, touches.get(name)?.at ?? 0) });
}

/** Whether an answer read at `at` may be shown without asking again. */
export function isFresh(key: string, at: number): boolean {
  if (serverNow() - at > FRESH_FOR) return false;
  for (const touch of touches.values()) if (touch.at >= at && touch.matches(key)) return false;
  return true;
}
