"use client";

import { useRouter, useSelectedLayoutSegments } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useSWRConfig } from "swr";
import type { Drawn } from "./follow-live";
import type { LiveEvent, LiveStatus } from "./live";

const CONNECTING: LiveStatus = { state: "connecting", since: 0 };

/**
 * The stream as the screens know it. One object for as long as it is open: a context that changed with every word of its
 * status would draw everything below once more, and put placeholders over what the server has drawn of parts on their way.
 */
class Stream {
  status = CONNECTING;
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #watchers = new Set<() => void>();

  readonly subscribe = (listener: (event: LiveEvent) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };
  readonly tell = (event: LiveEvent) => {
    for (const listener of this.#listeners) listener(event);
  };
  readonly become = (status: LiveStatus) => {
    this.status = status;
    for (const watcher of this.#watchers) watcher();
  };
}

const Context = createContext(new Stream());

/** Keeps the live stream of one organization open and turns its events into SWR invalidations by the table in `live-table.ts`. */
export function LiveProvider({
  api,
  readerId,
  cursor,
  children,
}: {
  api: string;
  readerId: string;
  /** `liveCursor()` of the server's render, so nothing between render and connection is missed. */
  cursor: string;
  children: ReactNode;
}) {
  const { cache, mutate } = useSWRConfig();
  const { refresh } = useRouter();
  const [stream] = useState(() => new Stream());
  // The cursor of the first render; a later one must not reopen the stream.
  const start = useRef(cursor);
  const [drawn] = useState<Drawn>(() => ({}));
  const segments = useSelectedLayoutSegments().join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page that the router draws
  useEffect(() => {
    drawn.at = location.href;
    drawn.next?.();
  }, [segments]);

  useEffect(() => {
    let close: (() => void) | undefined;
    let gone = false;
    // Fetched beside the first paint: nobody needs the stream to read what the server rendered.
    void import("./follow-live").then(({ followLive }) => {
      if (gone) return;
      const since = start.current;
      close = followLive({
        api,
        readerId,
        since,
        cache,
        mutate,
        onEvent: stream.tell,
        drawn,
        onRedraw: refresh,
        onStatus: stream.become,
      });
    });
    return () => {
      gone = true;
      close?.();
    };
  }, [api, cache, drawn, mutate, readerId, refresh, stream]);

  return <Context value={stream}>{children}</Context>;
}

/** State of the live stream. */
export function useLive(): LiveStatus {
  const stream = useContext(Context);
  return useSyncExternalStore(
    stream.watch,
    () => stream.status,
    () => CONNECTING,
  );
}

/** Runs `listener` for every live event while mounted. */
export function useLiveEvents(listener: (event: LiveEvent) => void) {
  const { subscribe } = useContext(Context);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((event) => latest.current(event)), [subscribe]);
}
