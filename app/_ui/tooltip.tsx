"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

/** One line about its child on hover and focus. The child must be able to take focus to be reachable by keyboard. */
export function Tooltip({
  content,
  shortcut,
  side = "bottom",
  children,
}: {
  content: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}) {
  if (!content) return children;
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex max-w-72 animate-overlay items-center gap-2 rounded-control bg-ink px-2 py-1 text-12 text-canvas"
        >
          {content}
          {shortcut ? <Kbd inverse>{shortcut}</Kbd> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Shared delay of all tooltips; mounted once in the root layout. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}
