import type { Cache, ScopedMutator } from "swr";
import { storedLastEvent, storeLastEvent } from "./cache";
import { isFresh, noteTouched, serverNow, whenLoaded } from "./freshness";
import { type LiveEvent, type LiveStatus, LiveStream } from "./live";
import { changesReader, redraws, TOUCHES, touchedBy, touchesOf } from "./live-table";
import { refreshGap } from "./pace";

/** Isolated events refresh the screen at once; in a storm at most three refreshes a second go out, fewer near the limit. */
const BURST = 12;
const REFILL = 300;

/** How soon an answer under way is looked for again. */
const LOOK = 50;

/** An answer that takes longer than this is asked for again beside. */
const OVERDUE = 10_000;

/** An event becomes visible when its transaction commits, a little after its id was made. */
const COMMIT_MARGIN = 1000;

/** Milliseconds of a UUIDv7: when the fact was written down, whatever time it speaks of. */
function recordedAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** The address of the page that the router has drawn, and what is to be done with the next one. */
export type Drawn = { at?: string; next?: (() => void) | undefined };

/**
 * Opens the live stream of one organization and turns its events into SWR invalidations by the table in `live-table.ts`.
 * @returns what closes it
 */
export function followLive({
  api,
  readerId,
  since,
  cache,
  mutate,
  drawn,
  onEvent,
  onRedraw,
  onStatus,
}: {
  api: string;
  /** Who reads: by their role, answers are what they are. */
  readerId: string;
  /** Event id to resume after when the browser remembers none. */
  since: string;
  cache: Cache;
  mutate: ScopedMutator;
  drawn: Drawn;
  onEvent: (event: LiveEvent) => void;
  /** What the server has drawn is old, of every page. */
  onRedraw: () => void;
  onStatus: (status: LiveStatus) => void;
}): () => void {
  // Of an address that ran ahead of the router (a call beside the list, a filter) another page would be drawn, without what was
  // typed in this one: then with the next.
  const redraw = () => {
    drawn.next = location.href === drawn.at ? undefined : redraw;
    if (!drawn.next) onRedraw();
  };
  const readEverything = () => {
    const isOurs = (key: unknown) => typeof key === "string" && key.startsWith(api);
    noteTouched(api, isOurs, serverNow());
    mutate(isOurs);
    redraw();
  };
  const waiting = new Set<string>();
  let tokens = BURST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const paths = [...waiting];
    const matches = touchedBy(paths);
    waiting.clear();
    mutate((key) => {
      if (typeof key !== "string" || !matches(key) || isFresh(key, whenLoaded(cache, key) ?? 0)) return false;
      if (isUnderWay(key)) {
        for (const path of paths) if (touchedBy([path])(key)) waiting.add(path);
        return false;
      }
      return true;
    });
    // What only waits for an answer to arrive costs nothing.
    if (waiting.size < paths.length) tokens -= 1;
    if (waiting.size > 0) timer ??= setTimeout(flush, tokens > 0 ? LOOK : REFILL);
  };
  // Asked for anew, what is under way would be thrown away: while events come quicker than answers, none would be shown.
  const awaited = new Map<string, number>();
  const isUnderWay = (key: string) => {
    const since = awaited.get(key) ?? Date.now();
    const isAwaited = cache.get(key)?.isValidating === true && Date.now() - since < OVERDUE;
    if (isAwaited) awaited.set(key, since);
    else awaited.delete(key);
    return isAwaited;
  };
  const refill = setInterval(() => {
    tokens = Math.min(BURST, tokens + 1);
  }, REFILL);
  const stream = new LiveStream(
    `${api}/live`,
    Object.keys(TOUCHES),
    storedLastEvent(api) ?? since,
    (event, isReplay) => {
      const paths = touchesOf(event).map((path) => `${api}${path}`);
      const at = recordedAt(event.id) + COMMIT_MARGIN;
      for (const path of paths) {
        // Of a long transaction it comes much later; what was read until now may be without it.
        noteTouched(path, touchedBy([path]), isReplay ? at : Math.max(at, serverNow()));
        waiting.add(path);
      }
      // One turn later, so that a replay of many events becomes one refresh.
      const gap = refreshGap();
      timer ??= setTimeout(flush, gap > REFILL ? gap : tokens > 0 ? 15 : REFILL);
      storeLastEvent(api, event.id);
      if (changesReader(event, readerId)) readEverything();
      else if (redraws(event)) redraw();
      onEvent(event);
    },
    (id) => {
      if (id) storeLastEvent(api, id);
      readEverything();
    },
    onStatus,
  );
  stream.open();
  return () => {
    stream.close();
    clearInterval(refill);
    clearTimeout(timer);
  };
}
