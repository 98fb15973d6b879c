"use client";

import { useEffect, useRef } from "react";
import { OWN_KEYS, useListedShortcuts, useShortcuts } from "@/app/_ui/shortcuts";

const KEYS = [
  { keys: "j", does: "Next call of the list" },
  { keys: "k", does: "Previous call of the list" },
  { keys: "Escape", does: "Close the call" },
];

/**
 * The keys of a call beside the list. They are heard before those of the list, which is drawn anew for other filters and would
 * register its own after these. Chosen rows are given up first.
 */
export function usePanelKeys(step: (by: 1 | -1) => void, close: () => void): void {
  const acts = useRef({ step, close });
  useEffect(() => {
    acts.current = { step, close };
  });
  // While Escape gives up chosen rows it is listed as that; listed here as well, it would do nothing.
  const isTaken = useListedShortcuts().some(({ keys, run }) => keys === "Escape" && run);
  useShortcuts(isTaken ? KEYS.slice(0, 2) : KEYS);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
      if (event.key === "j") acts.current.step(1);
      else if (event.key === "k") acts.current.step(-1);
      else if (event.key === "Escape" && !event.repeat && !document.querySelector("[data-chosen]"))
        acts.current.close();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed, true);
    return () => window.removeEventListener("keydown", pressed, true);
  }, []);
}
