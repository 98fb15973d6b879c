"use client";

import { Failure } from "../_ui/failure";

/** A page of the organization that failed; the frame around it stays usable. */
export default function OrgPageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure error={error} title="This page did not load" onRetry={reset} />;
}
