"use client";

import clsx from "clsx";
import { useLive } from "../data/live-context";

/** One mark for "is anything wrong on this side": the connection of this browser to the organization. */
export function HealthDot() {
  const { state } = useLive();
  const well = state === "connected" || state === "connecting";
  return (
    <span
      role="img"
      aria-label={well ? "Everything is connected" : "Not connected"}
      title={well ? "Everything is connected" : "Not connected"}
      className={clsx("block size-2", well ? "rounded-full bg-good-mark" : "rounded-[2px] bg-warn-mark")}
    />
  );
}
