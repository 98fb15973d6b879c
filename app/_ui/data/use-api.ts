"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import useSWR, { type SWRResponse, useSWRConfig } from "swr";
import { useApiPrefix } from "../frame/org-context";
import { fetcher } from "./fetcher";
import { isFresh, noteLoaded, serverNow, whenLoaded } from "./freshness";
import { notAgreedYet } from "./not-agreed-yet";
import type { Snapshot } from "./snapshot";

/**
 * Reads `path` below the organization's API (`/calls?status=ended`); null waits. A full path (`/api/v1/…`) is taken as it is.
 * Shows what is cached at once, asks again when it is older than ten minutes or a live event has touched it.
 */
export function useApi<T>(
  path: string | null,
  { initial }: { initial?: Snapshot<T> | undefined } = {},
): Pick<SWRResponse<T>, "data" | "error" | "mutate" | "isLoading"> {
  const api = useApiPrefix();
  const url = path === null ? null : path.startsWith("/api/") ? path : `${api}${path}`;
  const { cache, mutate } = useSWRConfig();
  const initialAt = initial ? Date.parse(initial.loaded_at) : 0;
  const cachedAt = url === null ? undefined : whenLoaded(cache, url);
  const known = Math.max(cachedAt ?? 0, initialAt);
  const isOld = url !== null && (known === 0 || !isFresh(url, known));
  const isEarly = useIsEarly(cachedAt !== undefined);
  const answer = useSWR<T>(
    url,
    async (key: string) => {
      const at = serverNow();
      const askedAt = performance.now();
      const data = await fetcher<T>(key);
      noteLoaded(cache, key, at);
      return notAgreedYet.over(key, data, askedAt);
    },
    {
      ...(initial ? { fallbackData: initial.data } : {}),
      revalidateOnMount: isOld,
      // The same for another path of the same part.
      revalidateIfStale: isOld,
    },
  );
  // A server-rendered answer newer than the cached one takes its place. What is asked for at the moment counts as older than
  // that, so what has changed since is asked for again.
  useEffect(() => {
    if (!url || !initial || (whenLoaded(cache, url) ?? 0) >= initialAt) return;
    noteLoaded(cache, url, initialAt);
    mutate(url, initial.data, { revalidate: !isFresh(url, initialAt) });
  }, [cache, url, initial, initialAt, mutate]);
  const repeatsServer = isEarly || (initial !== undefined && initialAt > (cachedAt ?? 0));
  // SWR draws a part again when something changes that the part has looked at: always what it shows, the rest if it asks.
  const { data: cached, error } = answer;
  const data = repeatsServer ? initial?.data : cached;
  return {
    data,
    error: repeatsServer ? undefined : error,
    mutate: answer.mutate,
    // For SWR it loads until its own first answer, whatever the server has drawn.
    get isLoading() {
      return data === undefined && answer.isLoading;
    },
  };
}

const never = () => () => undefined;

/**
 * Whether a part hydrates that found something cached: part of a page does so after the session's cache was restored, and
 * has to repeat what the server rendered. Without anything cached nothing is said: that would draw every part once more,
 * and put the placeholders of parts that are still on their way over what the server has drawn of them.
 */
function useIsEarly(isCached: boolean): boolean {
  const [foundCached] = useState(isCached);
  const mayUseCache = useSyncExternalStore(
    never,
    () => foundCached,
    () => false,
  );
  return foundCached && !mayUseCache;
}
