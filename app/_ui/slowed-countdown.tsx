"use client";

import { useNow } from "./use-now";

/** The words of `SlowedBanner`. Loaded when a limit was met. */
export function SlowedCountdown({ end }: { end: number }) {
  const seconds = Math.max(1, Math.ceil((end - useNow(1000)) / 1000));
  return (
    <section
      aria-label="Refreshing is paused"
      className="border-line border-b bg-warn-soft px-4 py-1.5 text-center text-13 text-warn"
    >
      <span role="status">Very many requests came from here. What you see stays; it refreshes by itself</span>{" "}
      <span className="tabular-nums">in {seconds} s</span>.
    </section>
  );
}
