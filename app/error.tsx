"use client";

import { Failure } from "./_ui/failure";

/** A page outside the organizations that failed. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure error={error} title="This page did not load" onRetry={reset} />;
}
