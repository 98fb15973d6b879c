import { type ReactNode, useSyncExternalStore } from "react";

export type Shown = { content: ReactNode; shortcut: string | undefined; side: "bottom" | "right"; target: HTMLElement };

const HOVER_DELAY = 400;

let shown: Shown | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Shown | null) {
  clearTimeout(timer);
  if (shown === next) return;
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a tooltip: at once on focus or when another was just shown, after a short rest of the pointer otherwise. */
export function showTooltip(next: Shown, by: "hover" | "focus") {
  clearTimeout(timer);
  if (by === "focus" || shown) set(next);
  else timer = setTimeout(() => set(next), HOVER_DELAY);
}

/** Takes the tooltip away. */
export function hideTooltip() {
  set(null);
}

/** The tooltip on screen. */
export function useShownTooltip(): Shown | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
    () => null,
  );
}
