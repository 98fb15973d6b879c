"use client";

import * as Radix from "radix-ui/popover";
import { type ReactElement, type ReactNode, useState } from "react";

/** The opened half of `Popover`. Loaded when a popover is first wanted. */
export function OpenedPopover({
  trigger,
  align,
  label,
  children,
}: {
  trigger: ReactElement;
  align: "start" | "center" | "end";
  label: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(true);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-[calc(100vw-1rem)] animate-overlay rounded-card bg-raised p-3 shadow-overlay focus:outline-none"
        >
          {children(() => setOpen(false))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
