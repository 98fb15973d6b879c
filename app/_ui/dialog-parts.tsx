"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { buttonClass } from "./button-class";

/** The opened half of `Dialog`. Loaded when a dialog is first wanted. */
export function OpenedDialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  stays = false,
  wide = false,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  footer?: ReactNode;
  stays?: boolean;
  wide?: boolean;
  children?: ReactNode;
}) {
  // Without a trigger of its own it gives the focus back to whatever opened it.
  const [wasOpen, setWasOpen] = useState(false);
  const [opener, setOpener] = useState<Element | null>(null);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setOpener(globalThis.document?.activeElement ?? null);
  }
  return (
    <Radix.Root open={open} onOpenChange={(next) => stays || onOpenChange(next)}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay
          // The page behind it would get the focus, and with it the keys.
          onMouseDown={(event) => stays && event.preventDefault()}
          className="fixed inset-0 z-50 animate-fade bg-scrim"
        />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            if (trigger) return;
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
          }}
          className={`-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-2rem)] animate-overlay flex-col rounded-card bg-raised shadow-overlay focus:outline-none ${wide ? "max-w-[60rem]" : "max-w-[30rem]"}`}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <div className="min-w-0">
              <Radix.Title className="font-semibold text-16">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-13 text-muted">{description}</Radix.Description>
              ) : null}
            </div>
            {stays ? null : (
              <Radix.Close aria-label="Close" className={`${buttonClass("ghost", "small")} -mr-2 aspect-square px-0!`}>
                <X />
              </Radix.Close>
            )}
          </div>
          <div className={`min-h-0 overflow-y-auto px-5 py-4 ${wide ? "overflow-x-auto" : ""}`}>{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
