"use client";

import { CloudOff } from "lucide-react";
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
      <CloudOff aria-hidden className="size-4 shrink-0" />
      <span>
        You are offline. This is what was known <Time at={since} />; what you have read stays, and everything missed
        arrives when you are back.
      </span>
    </div>
  );
}
