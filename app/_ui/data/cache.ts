import type { Cache, State } from "swr";
import { isFresh, noteLoaded, whenLoaded } from "./freshness";

/**
 * The SWR cache lives in memory and is copied to session storage when the page is left, so a visited screen shows at
 * once after a reload. Kept per person: signing in as somebody else never shows the last one's data.
 */

type Stored = { key: string; url: string; data: unknown; at: number };

const KEPT_ENTRIES = 60;
const LAST_EVENT = "foyer:last-event";

let forgotten = false;

/** Leaves nothing of the session in this browser's storage, also not while the page goes away. For signing out. */
export function forget() {
  forgotten = true;
  sessionStorage.clear();
}

const storageKey = (personId: string) => `foyer:cache:${personId}`;

/**
 * Fills entries that the current page neither has nor asks for already: an answer that said the same as what was put there
 * meanwhile would tell nobody. Runs after hydration, so the first paint equals the server's.
 */
export function restore(cache: Cache, personId: string) {
  const keys = Object.keys(sessionStorage);
  const others = keys.filter((key) => key.startsWith("foyer:cache:") && key !== storageKey(personId));
  if (others.length > 0)
    for (const key of keys) if (others.includes(key) || key.startsWith(LAST_EVENT)) sessionStorage.removeItem(key);
  const text = sessionStorage.getItem(storageKey(personId));
  if (!text) return;
  try {
    for (const entry of JSON.parse(text) as Stored[]) {
      if (cache.get(entry.key) !== undefined || !isFresh(entry.url, entry.at)) continue;
      cache.set(entry.key, { data: entry.data, _k: entry.url } as State);
      noteLoaded(cache, entry.url, entry.at);
    }
  } catch {
    sessionStorage.removeItem(storageKey(personId));
  }
}

/**
 * Copies the newest answers to session storage; gives up quietly when it is full. What an event has touched is left out: the
 * next page does not know of that any more.
 */
export function persist(cache: Cache, personId: string) {
  if (forgotten) return;
  const entries: Stored[] = [];
  for (const key of cache.keys()) {
    const state = cache.get(key) as (State & { _k?: unknown }) | undefined;
    const at = whenLoaded(cache, key);
    if (state?.data !== undefined && at !== undefined && isFresh(key, at))
      entries.push({ key, url: key, data: state.data, at });
  }
  entries.sort((a, b) => b.at - a.at);
  try {
    sessionStorage.setItem(storageKey(personId), JSON.stringify(entries.slice(0, KEPT_ENTRIES)));
  } catch {
    sessionStorage.removeItem(storageKey(personId));
  }
}

/** The last live event that the stored answers already reflect. */
export function storedLastEvent(org: string): string | null {
  return sessionStorage.getItem(`${LAST_EVENT}:${org}`);
}

/** Remembers the last live event together with the answers. */
export function storeLastEvent(org: string, id: string) {
  try {
    sessionStorage.setItem(`${LAST_EVENT}:${org}`, id);
  } catch {
    // A full storage costs a few repeated requests after a reload, nothing else.
  }
}
