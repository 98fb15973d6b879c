"use client";

import { useEffect } from "react";
import type { Snapshot } from "../_ui/data/snapshot";
import { useApi } from "../_ui/data/use-api";

const EVERY_MS = 10_000;
/** An answer that takes longer is asked for again beside. */
const OVERDUE_MS = 30_000;

/** Reads a path again every ten seconds (or as asked) while somebody looks, and at once when they come back. */
export function useRefreshing<T>(path: string, initial?: Snapshot<T>, everyMs = EVERY_MS) {
  const answer = useApi<T>(path, { initial });
  const { mutate } = answer;
  useEffect(() => {
    let underWay = 0;
    let askedAt = 0;
    const refresh = async () => {
      if (document.visibilityState !== "visible" || !navigator.onLine) return;
      underWay += 1;
      askedAt = Date.now();
      await mutate().catch(() => undefined);
      underWay -= 1;
    };
    // Asked for anew, an answer on its way would be thrown away: on a slow line none would be shown.
    const timer = setInterval(() => (underWay === 0 || Date.now() - askedAt > OVERDUE_MS) && refresh(), everyMs);
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("online", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("online", refresh);
    };
  }, [mutate, everyMs]);
  return answer;
}
