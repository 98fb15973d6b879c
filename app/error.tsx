"use client";

import { useEffect } from "react";
import { reportError } from "./_ui/data/report-error";
import { ErrorState } from "./_ui/error-state";

/** A page that failed: what happened, a retry, and the digest that the server's log carries too. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => reportError(error), [error]);
  return (
    <div className="pt-12">
      <ErrorState error={error} title="This page did not load" onRetry={reset} digest={error.digest} />
    </div>
  );
}
