"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

/** A key (or two in a row, "g c") and what it does. Without `run` it is only listed in the help. */
export type Shortcut = {
  keys: string;
  does: string;
  run?: () => void;
  /** The frame's own keys, in force on every page. */
  everywhere?: boolean;
};

const registered = new Set<readonly Shortcut[]>();
const listeners = new Set<() => void>();
let listed: readonly Shortcut[] = [];
const none: readonly Shortcut[] = [];

function changed() {
  const byKeys = new Map([...registered].flat().map((shortcut) => [shortcut.keys, shortcut]));
  listed = [...byKeys.values()];
  for (const listener of listeners) listener();
}

/** What is in force now, for the help. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
    () => none,
  );
}

/** What does something of its own with every key; a box that was ticked does not. */
export const OWN_KEYS = "input:not([type=checkbox]), textarea, select, [contenteditable], [role$=dialog], [role=menu]";

/** What follows a link or presses a button with Enter. */
const OWN_ENTER = `${OWN_KEYS}, a, button, summary`;

let leader: { key: string; until: number } | null = null;

function onKeyDown(event: KeyboardEvent) {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
  // Held down, only what goes from place to place goes on.
  if (event.repeat && /^[a-il-z]$/.test(event.key)) return;
  if (event.target instanceof Element && event.target.closest(event.key === "Enter" ? OWN_ENTER : OWN_KEYS)) return;
  const sequence = leader && leader.until > event.timeStamp ? `${leader.key} ${event.key}` : null;
  leader = null;
  const found =
    (sequence && listed.find((shortcut) => shortcut.keys === sequence)) ||
    listed.find((shortcut) => shortcut.keys === event.key && shortcut.run);
  if (found?.run) {
    event.preventDefault();
    found.run();
  } else if (listed.some((shortcut) => shortcut.keys.startsWith(`${event.key} `))) {
    leader = { key: event.key, until: event.timeStamp + 1200 };
  }
}

/** Registers keys while the component is mounted. Ignored while typing, in dialogs and with modifier keys. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts
    .map((shortcut) => `${shortcut.keys}\t${shortcut.does}\t${shortcut.everywhere ?? ""}`)
    .join("\n");
  useEffect(() => {
    if (!shape) return;
    const mine = shape.split("\n").map((line, index): Shortcut => {
      const [keys = "", does = "", everywhere] = line.split("\t");
      const shortcut = { keys, does, everywhere: everywhere === "true" };
      return latest.current[index]?.run ? { ...shortcut, run: () => latest.current[index]?.run?.() } : shortcut;
    });
    if (registered.size === 0) window.addEventListener("keydown", onKeyDown);
    registered.add(mine);
    changed();
    return () => {
      registered.delete(mine);
      if (registered.size === 0) window.removeEventListener("keydown", onKeyDown);
      changed();
    };
  }, [shape]);
}
