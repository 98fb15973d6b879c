"use client";

import { type FailedPart, Failure } from "./_ui/failure";
import "./globals.css";

/** The last net: the root layout itself failed. */
export default function GlobalError(failed: FailedPart) {
  return (
    <html lang="en" className="font-sans">
      <body>
        <Failure {...failed} title="Foyer did not load" alone />
      </body>
    </html>
  );
}
