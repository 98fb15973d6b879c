"use client";

import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  Suspense,
  startTransition,
  useState,
} from "react";

export type OverlayTrigger = HTMLAttributes<HTMLElement>;

/**
 * A trigger whose overlay is loaded when first wanted: pointing at it or focusing it fetches the code, opening it mounts
 * `children`, which show the same trigger with the overlay open and take over from there.
 */
export function LazyOverlay({
  kind,
  trigger,
  load,
  children,
}: {
  kind: "menu" | "dialog";
  trigger: ReactElement<OverlayTrigger>;
  load: () => Promise<unknown>;
  children: ReactNode;
}) {
  const [wanted, setWanted] = useState(false);
  const open = () => startTransition(() => setWanted(true));
  const closed = cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: open,
    onKeyDown: (event) => {
      if (kind !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    },
  });
  if (!wanted) return closed;
  return <Suspense fallback={closed}>{children}</Suspense>;
}
