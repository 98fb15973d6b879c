"use client";

import * as Radix from "radix-ui/popover";
import type { ReactNode } from "react";

/** A small surface beside its trigger for content richer than a menu. */
export function Popover({
  trigger,
  align = "start",
  open,
  onOpenChange,
  label,
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  label: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-[calc(100vw-1rem)] animate-overlay rounded-card bg-raised p-3 shadow-overlay focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
