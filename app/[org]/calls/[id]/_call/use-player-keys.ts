"use client";

import { useEffect, useRef } from "react";
import { useShortcuts } from "@/app/_ui/shortcuts";
import type { Player } from "./use-player";

const OWN_SPACE = "button, a, summary, input, textarea, select, [role=tab], [role=switch], [contenteditable]";
const OWN_ARROWS = "input, textarea, select, [role=tab], [role=menu], [role=dialog], [contenteditable]";

/**
 * Space and arrows for the player. Not through the shared shortcuts: a focused button keeps its Space, a tab its arrows.
 */
export function usePlayerKeys(player: Player, skipMs: number) {
  const latest = useRef(player);
  useEffect(() => {
    latest.current = player;
  });
  useShortcuts(
    player.state === "none"
      ? []
      : [
          ...KEYS,
          { keys: "]", does: "Faster", run: () => player.setRate(nextRate(player.rate, 1)) },
          { keys: "[", does: "Slower", run: () => player.setRate(nextRate(player.rate, -1)) },
        ],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      const { state, toggle, skip } = latest.current;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (state === "none" || state === "failed") return;
      if (event.key === " " && !target?.closest(OWN_SPACE)) {
        if (!event.repeat) toggle();
      } else if (event.key === "ArrowLeft" && !target?.closest(OWN_ARROWS)) skip(-skipMs);
      else if (event.key === "ArrowRight" && !target?.closest(OWN_ARROWS)) skip(skipMs);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [skipMs]);
}

/** The speeds of a player, slowest first. */
export const RATES = [0.75, 1, 1.25, 1.5, 2];

/** The next speed in a direction; the last one stays. */
export function nextRate(rate: number, step: 1 | -1): number {
  return RATES[RATES.indexOf(rate) + step] ?? rate;
}

const KEYS = [
  { keys: "Space", does: "Play or pause" },
  { keys: "←", does: "Back 10 seconds" },
  { keys: "→", does: "Forward 10 seconds" },
];
