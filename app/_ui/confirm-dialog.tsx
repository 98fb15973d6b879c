"use client";

import type { ReactElement, ReactNode } from "react";
import { late } from "./late";
import { LazyDialog } from "./lazy-dialog";
import type { OverlayTrigger } from "./lazy-overlay";

const parts = () => import("./confirm-dialog-parts");
const OpenedConfirmDialog = late(() => parts().then((module) => module.OpenedConfirmDialog));

/**
 * Asks before what cannot be undone, and names what will be lost. With `typed` the person writes that word first.
 * `onConfirm` may be asynchronous; the dialog stays open and shows the reason when it throws.
 */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  ...rest
}: {
  title: string;
  loses: ReactNode;
  action: string;
  typed?: string;
  trigger?: ReactElement<OverlayTrigger>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  onConfirm: () => unknown;
}) {
  return (
    <LazyDialog trigger={trigger} open={open} onOpenChange={onOpenChange} load={parts}>
      {(dialog) => <OpenedConfirmDialog {...rest} {...dialog} trigger={trigger} />}
    </LazyDialog>
  );
}
