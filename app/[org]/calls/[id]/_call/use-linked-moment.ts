"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { followInPlace, momentOf } from "./moment";
import type { Player } from "./use-player";

/** The moment the address names, in milliseconds, and how often links to it were followed. */
export type Moment = { ms: number | null; visits: number };

/** `?at=83` in the address: the sound goes there, once for every time that somebody follows a link to it. */
export function useLinkedMoment(callId: string, { audio, seek }: Player): Moment {
  const ms = momentOf(useSearchParams().get("at"));
  const [visits, setVisits] = useState(0);
  const reached = useRef("");
  useEffect(() => {
    const clicked = (event: MouseEvent) => {
      if (followInPlace(event, callId)) setVisits((before) => before + 1);
    };
    window.addEventListener("click", clicked, true);
    return () => window.removeEventListener("click", clicked, true);
  }, [callId]);
  useEffect(() => {
    const visit = `${ms} ${visits}`;
    // Another channel of the recording goes on where the sound was.
    if (!audio || ms === null || reached.current === visit) return;
    reached.current = visit;
    seek(ms);
  }, [audio, seek, ms, visits]);
  return { ms, visits };
}
