"use client";

import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";
import type { OverlayTrigger } from "./lazy-overlay";

/**
 * A dialog whose machinery is fetched on the way to its first opening. Until then only `trigger` is on the page;
 * `children` mount the real dialog, which takes the trigger over. Without `open` the state is kept here.
 */
export function LazyDialog({
  trigger,
  open,
  onOpenChange,
  load,
  children,
}: {
  trigger?: ReactElement<OverlayTrigger> | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  load: () => Promise<unknown>;
  children: (dialog: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
}) {
  const [own, setOwn] = useState(false);
  const shown = open ?? own;
  const [wanted, setWanted] = useState(shown);
  if (shown && !wanted) setWanted(true);
  const show = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const closed = trigger
    ? cloneElement(trigger, {
        "aria-haspopup": "dialog",
        "aria-expanded": false,
        onPointerEnter: () => void load(),
        onFocus: () => void load(),
        onClick: () => show(true),
      })
    : null;
  return wanted ? <Suspense fallback={closed}>{children({ open: shown, onOpenChange: show })}</Suspense> : closed;
}
