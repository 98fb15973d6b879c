"use client";

import { useEffect } from "react";
import { reportError } from "./_ui/data/report-error";
import { ErrorState } from "./_ui/error-state";
import "./globals.css";

/** The last net: the root layout itself failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => reportError(error), [error]);
  return (
    <html lang="en" className="font-sans">
      <body>
        <ErrorState error={error} title="Foyer did not load" onRetry={reset} digest={error.digest} />
      </body>
    </html>
  );
}
