"use client";

import { useEffect, useState } from "react";
import { useApi } from "@/app/_ui/data/use-api";
import type { Waveform } from "@/lib/calls/read-waveform";

/** The waveform of a recording: measured once by the server, or here when the server cannot read its format. */
export function useWaveform(callId: string, src: string | null): Waveform | undefined {
  const { data } = useApi<Waveform>(src ? `/calls/${callId}/waveform` : null);
  const [measured, setMeasured] = useState<Waveform>();
  const unread = data !== undefined && data.peaks.length === 0;
  useEffect(() => {
    if (!unread || !src) return;
    const gone = new AbortController();
    void import("./measure-here")
      .then(({ measureHere }) => measureHere(src, gone.signal))
      .then((result) => {
        if (!gone.signal.aborted) setMeasured(result);
      });
    return () => gone.abort();
  }, [unread, src]);
  return unread ? measured : data;
}
