"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { Kbd } from "./kbd";

type Shown = { content: ReactNode; shortcut: string | undefined; side: "bottom" | "right"; target: HTMLElement };

const HOVER_DELAY = 400;
const GAP = 6;
const MARGIN = 8;

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

/** The one place where tooltips appear; mounted once in the root layout. */
export function TooltipLayer() {
  const tip = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
    () => null,
  );
  useEffect(() => {
    if (!tip) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hideTooltip();
    window.addEventListener("scroll", hideTooltip, { capture: true, passive: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("scroll", hideTooltip, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, [tip]);
  return tip ? <Tip key={String(tip.content)} tip={tip} /> : null;
}

function Tip({ tip }: { tip: Shown }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const target = tip.target.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const below = target.bottom + GAP;
    const wanted =
      tip.side === "right"
        ? { left: target.right + GAP, top: target.top + (target.height - height) / 2 }
        : {
            left: target.left + (target.width - width) / 2,
            top: below + height + MARGIN > window.innerHeight ? target.top - GAP - height : below,
          };
    const furthest = window.innerWidth - width - MARGIN;
    setPlace({ left: Math.max(MARGIN, Math.min(wanted.left, furthest)), top: wanted.top });
  }, [tip]);
  return (
    <div
      ref={box}
      role="tooltip"
      style={place}
      className="pointer-events-none fixed z-60 flex max-w-72 animate-fade items-center gap-2 rounded-control bg-ink px-2 py-1 text-12 text-canvas"
    >
      {tip.content}
      {tip.shortcut ? <Kbd inverse>{tip.shortcut}</Kbd> : null}
    </div>
  );
}
