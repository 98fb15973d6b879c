"use client";

import { useEffect, useState } from "react";
import { buttonClass } from "./button-class";
import { reportError } from "./data/report-error";

/** What Next hands an error boundary. `retry` asks the server again; its `reset` would only draw the same failure. */
export type FailedPart = { error: unknown; retry: () => void };

/**
 * What an error boundary shows: what failed, a retry, and the id by which the failure is found in the log or in Sentry.
 * Where it stands `alone`, without a frame that leads anywhere else, it leads to the start.
 * Kept free of icons and other parts, because every page carries it and almost none needs it.
 */
export function Failure({ error, retry, title, alone }: FailedPart & { title: string; alone?: boolean }) {
  const [reference, setReference] = useState<string>();
  useEffect(() => setReference(reportError(error)), [error]);
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-4 py-24 text-center">
      <h2 className="font-semibold text-16">{title}</h2>
      <p className="mt-1.5 text-14 text-muted">
        Something went wrong.{" "}
        {reference ? "It has been reported to us." : "If it stays like this, tell us what you did."}
      </p>
      {reference ? (
        <p className="mt-1 text-12 text-faint">
          Request <code className="select-all break-all font-mono">{reference}</code>
        </p>
      ) : null}
      <button type="button" onClick={retry} className={`${buttonClass()} mt-5`}>
        Try again
      </button>
      {alone ? (
        // Not a Link: what failed may be the application itself.
        <a href="/" className="mt-4 text-13 text-accent hover:underline">
          Go to the start
        </a>
      ) : null}
    </div>
  );
}
