"use client";

import { lazy, Suspense } from "react";
import { useShownTooltip } from "./tooltip-state";

const Tip = lazy(() => import("./tip").then((module) => ({ default: module.Tip })));

/** The one place where tooltips appear; mounted once in the root layout. */
export function TooltipLayer() {
  const tip = useShownTooltip();
  return <Suspense>{tip ? <Tip key={String(tip.content)} tip={tip} /> : null}</Suspense>;
}
