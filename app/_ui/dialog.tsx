"use client";

import type { ReactElement, ReactNode } from "react";
import { late } from "./late";
import { LazyDialog } from "./lazy-dialog";
import type { OverlayTrigger } from "./lazy-overlay";

const parts = () => import("./dialog-parts");
const OpenedDialog = late(() => parts().then((module) => module.OpenedDialog));

/** A modal dialog. Give it `trigger`, or control it with `open` and `onOpenChange`. `footer` holds the actions. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  ...rest
}: {
  title: ReactNode;
  description?: ReactNode;
  trigger?: ReactElement<OverlayTrigger>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  footer?: ReactNode;
  /** Shows what is never shown again: only its own button closes it, neither Esc nor a click beside it. */
  stays?: boolean;
  /** For tables. */
  wide?: boolean;
  children?: ReactNode;
}) {
  return (
    <LazyDialog trigger={trigger} open={open} onOpenChange={onOpenChange} load={parts}>
      {(dialog) => <OpenedDialog {...rest} {...dialog} trigger={trigger} />}
    </LazyDialog>
  );
}
