"use client";

import { Suspense, useSyncExternalStore } from "react";
import { onPause, pauseEnd } from "./data/pace";
import { late } from "./late";

const SlowedCountdown = late(() => import("./slowed-countdown").then((module) => module.SlowedCountdown));

/** Tells why nothing refreshes: this person, or their organization, has asked more than the limit allows. */
export function SlowedBanner() {
  const end = useSyncExternalStore(onPause, pauseEnd, () => 0);
  return <Suspense>{end === 0 ? null : <SlowedCountdown end={end} />}</Suspense>;
}
