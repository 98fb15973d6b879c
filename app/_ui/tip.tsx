"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { hideTooltip, type Shown } from "./tooltip-state";

const GAP = 6;
const MARGIN = 8;

/** The tooltip itself: beside its target, inside the window, gone with scrolling and Escape. */
export function Tip({ tip }: { tip: Shown }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hideTooltip();
    window.addEventListener("scroll", hideTooltip, { capture: true, passive: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("scroll", hideTooltip, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, []);
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
