"use client";

import { useEffect, useState } from "react";
import type { SlugCheck } from "@/lib/orgs/check-slug";
import { send } from "../../_ui/data/fetcher";

const PAUSE_MS = 300;

/** Asks whether an address is free, a moment after the last key. Null while typing or when it could not be asked. */
export function useSlugCheck(slug: string): SlugCheck | null {
  const [answer, setAnswer] = useState<SlugCheck | null>(null);
  useEffect(() => {
    setAnswer(null);
    if (slug.trim() === "") return;
    let stale = false;
    const timer = setTimeout(async () => {
      const check = await send<SlugCheck>("GET", `/api/v1/slugs/${encodeURIComponent(slug)}`).catch(() => null);
      if (!stale) setAnswer(check);
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [slug]);
  return answer;
}
