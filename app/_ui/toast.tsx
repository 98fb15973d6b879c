"use client";

import { Toaster as Sonner, toast } from "sonner";
import { ApiError } from "./data/api-error";

/** Where toasts appear; mounted once in the root layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      offset={20}
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-card bg-ink px-4 py-3 text-13 text-canvas shadow-overlay sm:w-[22rem]",
          title: "font-medium",
          content: "min-w-0 flex-1",
          description: "opacity-80",
          actionButton: "shrink-0 rounded-control px-2 py-1 font-semibold text-13 underline underline-offset-4",
        },
      }}
    />
  );
}

/** Says that something worked. */
export function toastDone(message: string) {
  toast(message);
}

/** Says that something worked and offers to take it back for six seconds. */
export function toastUndo(message: string, undo: () => void) {
  toast(message, { duration: 6000, action: { label: "Undo", onClick: undo } });
}

/** Says why something did not work. */
export function toastError(error: unknown) {
  const message = error instanceof Error ? error.message : "That did not work.";
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  toast.error(message, { duration: 8000, ...(requestId ? { description: `Request ${requestId}` } : {}) });
}
