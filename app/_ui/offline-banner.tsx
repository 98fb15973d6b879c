"use client";

import { useLive } from "./data/live-context";
import { Time } from "./time";

/** Tells that what is on screen is the last known state, and since when. */
export function OfflineBanner() {
  const { state, since } = useLive();
  if (state !== "offline") return null;
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-13 text-warn"
    >
      {/* The mark that the live indicator has now. */}
      <span aria-hidden className="size-2 shrink-0 rounded-[2px] bg-bad-mark" />
      <span>
        You are offline. This is what was known <Time at={since} />; what you have read stays, and everything missed
        arrives when you are back.
      </span>
    </div>
  );
}
