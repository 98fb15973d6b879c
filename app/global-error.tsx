"use client";

import { Failure } from "./_ui/failure";
import "./globals.css";

/** The last net: the root layout itself failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" className="font-sans">
      <body>
        <Failure error={error} title="Foyer did not load" onRetry={reset} />
      </body>
    </html>
  );
}
