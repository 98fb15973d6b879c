"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Cache, type State, SWRConfig } from "swr";
import { ApiError } from "./api-error";

const RETRYABLE = new Set(["network", "unavailable", "rate_limited"]);

/** The session has ended: sign in and come back to the same screen. */
function signInAgain() {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** The rules of the SWR cache for everything below: ten minutes fresh, nothing on focus, kept for the session and the person. */
export function DataProvider({ personId, children }: { personId: string; children: ReactNode }) {
  const [cache] = useState<Cache>(() => new Map<string, State>());
  const restored = useRef(false);
  useEffect(() => {
    let keep: (() => void) | undefined;
    let gone = false;
    // Not needed for the first paint, which shows what the server rendered.
    void import("./cache").then(({ persist, restore }) => {
      if (gone) return;
      if (!restored.current) restore(cache, personId);
      restored.current = true;
      keep = () => persist(cache, personId);
      window.addEventListener("pagehide", keep);
    });
    return () => {
      gone = true;
      if (keep) window.removeEventListener("pagehide", keep);
    };
  }, [cache, personId]);
  return (
    <SWRConfig
      value={{
        provider: () => cache,
        revalidateOnFocus: false,
        revalidateIfStale: false,
        revalidateOnReconnect: false,
        keepPreviousData: false,
        dedupingInterval: 2000,
        errorRetryCount: 3,
        onError: (error) => {
          if (error instanceof ApiError && error.code === "unauthenticated") signInAgain();
        },
        shouldRetryOnError: (error) => error instanceof ApiError && RETRYABLE.has(error.code),
      }}
    >
      {children}
    </SWRConfig>
  );
}
