import type { Cache, ScopedMutator } from "swr";
import { storedLastEvent, storeLastEvent } from "./cache";
import { isFresh, noteTouched, serverNow, whenLoaded } from "./freshness";
import { type LiveEvent, type LiveStatus, LiveStream } from "./live";
import { TOUCHES, touchedBy, touchesOf } from "./live-table";
import { refreshGap } from "./pace";

/** Isolated events refresh the screen at once; in a storm at most three refreshes a second go out, fewer near the limit. */
const BURST = 12;
const REFILL = 300;

/** An event becomes visible when its transaction commits, a little after its id was made. */
const COMMIT_MARGIN = 1000;

/** Milliseconds of a UUIDv7: when the fact was written down, whatever time it speaks of. */
function recordedAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/**
 * Opens the live stream of one organization and turns its events into SWR invalidations by the table in `live-table.ts`.
 * @returns what closes it
 */
export function followLive({
  api,
  since,
  cache,
  mutate,
  onEvent,
  onStatus,
}: {
  api: string;
  /** Event id to resume after when the browser remembers none. */
  since: string;
  cache: Cache;
  mutate: ScopedMutator;
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
}): () => void {
  const waiting = new Set<string>();
  let tokens = BURST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    tokens -= 1;
    const matches = touchedBy([...waiting]);
    waiting.clear();
    mutate((key) => typeof key === "string" && matches(key) && !isFresh(key, whenLoaded(cache, key) ?? 0));
  };
  const refill = setInterval(() => {
    tokens = Math.min(BURST, tokens + 1);
  }, REFILL);
  const stream = new LiveStream(
    `${api}/live`,
    Object.keys(TOUCHES),
    storedLastEvent(api) ?? since,
    (event) => {
      const paths = touchesOf(event).map((path) => `${api}${path}`);
      for (const path of paths) {
        noteTouched(path, touchedBy([path]), recordedAt(event.id) + COMMIT_MARGIN);
        waiting.add(path);
      }
      // One turn later, so that a replay of many events becomes one refresh.
      const gap = refreshGap();
      timer ??= setTimeout(flush, gap > REFILL ? gap : tokens > 0 ? 15 : REFILL);
      storeLastEvent(api, event.id);
      onEvent(event);
    },
    () => {
      noteTouched(api, (key) => key.startsWith(api), serverNow());
      mutate((key) => typeof key === "string" && key.startsWith(api));
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
