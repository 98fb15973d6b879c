"use client";

import type { ReactElement, ReactNode } from "react";
import { late } from "./late";
import { LazyOverlay, type OverlayTrigger } from "./lazy-overlay";

const parts = () => import("./popover-parts");
const OpenedPopover = late(() => parts().then((module) => module.OpenedPopover));

/** A small surface beside its trigger for content richer than a menu; `children` gets a function that closes it. */
export function Popover({
  trigger,
  align = "start",
  label,
  children,
}: {
  trigger: ReactElement<OverlayTrigger>;
  align?: "start" | "center" | "end";
  label: string;
  children: (close: () => void) => ReactNode;
}) {
  return (
    <LazyOverlay kind="dialog" trigger={trigger} load={parts}>
      <OpenedPopover trigger={trigger} align={align} label={label}>
        {children}
      </OpenedPopover>
    </LazyOverlay>
  );
}
