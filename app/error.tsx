"use client";

import { type FailedPart, Failure } from "./_ui/failure";

/** A page outside the organizations that failed, or the frame of one. */
export default function PageError(failed: FailedPart) {
  return <Failure {...failed} title="This page did not load" alone />;
}
