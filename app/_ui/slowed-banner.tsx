"use client";

import { useSyncExternalStore } from "react";
import { onPause, pauseEnd } from "./data/pace";
import { useNow } from "./use-now";

/** Tells why nothing refreshes: this person, or their organization, has asked more than the limit allows. */
export function SlowedBanner() {
  const end = useSyncExternalStore(onPause, pauseEnd, () => 0);
  return end === 0 ? null : <Countdown end={end} />;
}

function Countdown({ end }: { end: number }) {
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
