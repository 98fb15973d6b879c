"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { onPause, pauseEnd } from "./data/pace";

const SlowedCountdown = lazy(() =>
  import("./slowed-countdown").then((module) => ({ default: module.SlowedCountdown })),
);

/** Tells why nothing refreshes: this person, or their organization, has asked more than the limit allows. */
export function SlowedBanner() {
  const end = useSyncExternalStore(onPause, pauseEnd, () => 0);
  return <Suspense>{end === 0 ? null : <SlowedCountdown end={end} />}</Suspense>;
}
