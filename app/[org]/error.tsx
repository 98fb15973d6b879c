"use client";

import { type FailedPart, Failure } from "../_ui/failure";

/** A page of the organization that failed; the frame around it stays usable. */
export default function OrgPageError(failed: FailedPart) {
  return <Failure {...failed} title="This page did not load" />;
}
