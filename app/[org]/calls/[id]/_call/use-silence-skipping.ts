"use client";

import { useEffect } from "react";
import { endOfSilence, type Silences } from "./silences";
import type { Player } from "./use-player";

/** While on, a playing recording jumps over its silences. A person who seeks into one hears it begin again after it. */
export function useSilenceSkipping({ subscribe, positionMs, seek, playing }: Player, silences: Silences, on: boolean) {
  useEffect(() => {
    if (!on || !playing || silences.length === 0) return;
    return subscribe(() => {
      const end = endOfSilence(silences, positionMs());
      if (end !== null) seek(end);
    });
  }, [on, playing, silences, subscribe, positionMs, seek]);
}
