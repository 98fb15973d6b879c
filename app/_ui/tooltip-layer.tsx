"use client";

import { Suspense } from "react";
import { late } from "./late";
import { useShownTooltip } from "./tooltip-state";

const Tip = late(() => import("./tip").then((module) => module.Tip));

/** The one place where tooltips appear; mounted once in the root layout. */
export function TooltipLayer() {
  const tip = useShownTooltip();
  return <Suspense>{tip ? <Tip key={String(tip.content)} tip={tip} /> : null}</Suspense>;
}
