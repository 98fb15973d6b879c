"use client";

import { useEffect, useSyncExternalStore } from "react";
import useSWR, { useSWRConfig } from "swr";
import { useApiPrefix } from "../frame/org-context";
import { fetcher } from "./fetcher";
import { isFresh, noteLoaded, serverNow, whenLoaded } from "./freshness";
import type { Snapshot } from "./snapshot";

/**
 * Reads `path` below the organization's API (`/calls?status=ended`); null waits. A full path (`/api/v1/…`) is taken as it is.
 * Shows what is cached at once, asks again when it is older than ten minutes or a live event has touched it.
 */
export function useApi<T>(path: string | null, { initial }: { initial?: Snapshot<T> | undefined } = {}) {
  const api = useApiPrefix();
  const url = path === null ? null : path.startsWith("/api/") ? path : `${api}${path}`;
  const { mutate } = useSWRConfig();
  const hydrated = useHydrated();
  const initialAt = initial ? Date.parse(initial.loaded_at) : 0;
  const cachedAt = url === null ? undefined : whenLoaded(url);
  const known = Math.max(cachedAt ?? 0, initialAt);
  const answer = useSWR<T>(
    url,
    async (key: string) => {
      const at = serverNow();
      const data = await fetcher<T>(key);
      noteLoaded(key, at);
      return data;
    },
    {
      ...(initial ? { fallbackData: initial.data } : {}),
      revalidateOnMount: url !== null && (known === 0 || !isFresh(url, known)),
    },
  );
  // A server-rendered answer newer than the cached one takes its place.
  useEffect(() => {
    if (!url || !initial || (whenLoaded(url) ?? 0) >= initialAt) return;
    noteLoaded(url, initialAt);
    mutate(url, initial.data, { revalidate: false });
  }, [url, initial, initialAt, mutate]);
  // Part of a page hydrates after the session's cache was restored: until then it repeats what the server rendered.
  const repeatsServer = !hydrated || (initial !== undefined && initialAt > (cachedAt ?? 0));
  return repeatsServer ? { ...answer, data: initial?.data, error: undefined } : answer;
}

const never = () => () => undefined;

function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
