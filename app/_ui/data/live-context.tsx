"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { storedLastEvent, storeLastEvent } from "./cache";
import { isFresh, noteTouched, serverNow, whenLoaded } from "./freshness";
import { type LiveEvent, type LiveStatus, LiveStream } from "./live";
import { TOUCHES, touchedBy } from "./live-table";
import { refreshGap } from "./pace";

type Live = LiveStatus & { subscribe: (listener: (event: LiveEvent) => void) => () => void };

const Context = createContext<Live>({ state: "connecting", since: 0, subscribe: () => () => undefined });

/** Isolated events refresh the screen at once; in a storm at most three refreshes a second go out, fewer near the limit. */
const BURST = 12;
const REFILL = 300;

/** An event becomes visible when its transaction commits, a little after its id was made. */
const COMMIT_MARGIN = 1000;

function isKnown(name: string): name is keyof typeof TOUCHES {
  return name in TOUCHES;
}

/** Milliseconds of a UUIDv7: when the fact was written down, whatever time it speaks of. */
function recordedAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** Keeps the live stream of one organization open and turns its events into SWR invalidations by the table in `live-table.ts`. */
export function LiveProvider({
  api,
  cursor,
  children,
}: {
  api: string;
  /** `liveCursor()` of the server's render, so nothing between render and connection is missed. */
  cursor: string;
  children: ReactNode;
}) {
  const { mutate } = useSWRConfig();
  const [status, setStatus] = useState<LiveStatus>({ state: "connecting", since: 0 });
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  // The cursor of the first render; a later one must not reopen the stream.
  const start = useRef(cursor);

  useEffect(() => {
    const waiting = new Set<string>();
    let tokens = BURST;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      tokens -= 1;
      const matches = touchedBy([...waiting]);
      waiting.clear();
      mutate((key) => typeof key === "string" && matches(key) && !isFresh(key, whenLoaded(key) ?? 0));
    };
    const refill = setInterval(() => {
      tokens = Math.min(BURST, tokens + 1);
    }, REFILL);
    const stream = new LiveStream(
      `${api}/live`,
      Object.keys(TOUCHES),
      storedLastEvent(api) ?? start.current,
      (event) => {
        const paths = (isKnown(event.name) ? TOUCHES[event.name](event) : []).map((path) => `${api}${path}`);
        noteTouched(touchedBy(paths), recordedAt(event.id) + COMMIT_MARGIN);
        for (const path of paths) waiting.add(path);
        // One turn later, so that a replay of many events becomes one refresh.
        const gap = refreshGap();
        timer ??= setTimeout(flush, gap > REFILL ? gap : tokens > 0 ? 15 : REFILL);
        storeLastEvent(api, event.id);
        for (const listener of listeners.current) listener(event);
      },
      () => {
        noteTouched((key) => key.startsWith(api), serverNow());
        mutate((key) => typeof key === "string" && key.startsWith(api));
      },
      setStatus,
    );
    stream.open();
    return () => {
      stream.close();
      clearInterval(refill);
      clearTimeout(timer);
    };
  }, [api, mutate]);

  const value = useMemo<Live>(
    () => ({
      ...status,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [status],
  );
  return <Context value={value}>{children}</Context>;
}

/** State of the live stream, and `subscribe` for screens that react to single events. */
export function useLive(): Live {
  return useContext(Context);
}

/** Runs `listener` for every live event while mounted. */
export function useLiveEvents(listener: (event: LiveEvent) => void) {
  const { subscribe } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((event) => latest.current(event)), [subscribe]);
}
