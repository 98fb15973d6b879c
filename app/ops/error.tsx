"use client";

import { type FailedPart, Failure } from "../_ui/failure";

/** A page of the operator console that failed. */
export default function OpsPageError(failed: FailedPart) {
  return <Failure {...failed} title="The console did not load" alone />;
}
