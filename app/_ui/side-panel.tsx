"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";

/** A record beside its list: slides in from the right, full width on a phone, Esc closes and returns the focus. */
export function SidePanel({
  title,
  open,
  onOpenChange,
  actions,
  children,
}: {
  title: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-[36rem] animate-panel flex-col border-line border-l bg-canvas focus:outline-none"
        >
          <div className="flex h-12 shrink-0 items-center justify-between gap-3 border-line border-b pr-3 pl-5">
            <Radix.Title className="truncate font-semibold text-14">{title}</Radix.Title>
            <div className="flex items-center gap-1">
              {actions}
              <Radix.Close aria-label="Close" className={`${buttonClass("ghost", "small")} aspect-square px-0!`}>
                <X />
              </Radix.Close>
            </div>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
