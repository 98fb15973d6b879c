"use client";

import { ApiError } from "./data/api-error";

// Fetched with the first toast: most visits never need one.
const load = () => import("./toaster");
const toaster = () => load().then((module) => module.readyToaster());

/** Says that something worked. */
export async function toastDone(message: string) {
  (await toaster())(message);
}

/** Says that something worked and offers to take it back for six seconds. */
export async function toastUndo(message: string, undo: () => void) {
  (await load()).offerUndo(message, undo);
}

/** Says why something did not work. */
export async function toastError(error: unknown) {
  const message = error instanceof Error ? error.message : "That did not work.";
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  const toast = await toaster();
  toast.error(message, { duration: 8000, ...(requestId ? { description: `Request ${requestId}` } : {}) });
}
