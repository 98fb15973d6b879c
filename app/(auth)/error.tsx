"use client";

import { type FailedPart, Failure } from "../_ui/failure";

/** A page of signing in or of the account that failed; the way home above it stays. */
export default function AuthPageError(failed: FailedPart) {
  return <Failure {...failed} title="This page did not load" />;
}
