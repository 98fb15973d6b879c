"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import type { LiveEvent, LiveStatus } from "./live";

type Live = LiveStatus & { subscribe: (listener: (event: LiveEvent) => void) => () => void };

const Context = createContext<Live>({ state: "connecting", since: 0, subscribe: () => () => undefined });

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
    let close: (() => void) | undefined;
    let gone = false;
    // Fetched beside the first paint: nobody needs the stream to read what the server rendered.
    void import("./follow-live").then(({ followLive }) => {
      if (gone) return;
      const onEvent = (event: LiveEvent) => {
        for (const listener of listeners.current) listener(event);
      };
      close = followLive({ api, since: start.current, mutate, onEvent, onStatus: setStatus });
    });
    return () => {
      gone = true;
      close?.();
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
