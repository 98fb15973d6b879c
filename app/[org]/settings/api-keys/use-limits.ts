"use client";

import { useEffect } from "react";
import { useApi } from "@/app/_ui/data/use-api";
import type { Limits } from "@/lib/api-keys/schemas";

const EVERY_MS = 5_000;

/** What is used of the limits, asked anew every five seconds while somebody looks: no event tells of a mere request. */
export function useLimits() {
  const limits = useApi<Limits>("/limits");
  const { mutate } = limits;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void mutate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [mutate]);
  return limits;
}
