"use client";

import { useEffect } from "react";
import { buttonClass } from "./button-class";
import { reportError } from "./data/report-error";

/**
 * What an error boundary shows: what failed, a retry, and the digest under which the server logged it. Kept free of
 * icons and other parts, because every page carries it and almost none needs it.
 */
export function Failure({
  error,
  title,
  onRetry,
}: {
  error: Error & { digest?: string };
  title: string;
  onRetry: () => void;
}) {
  useEffect(() => reportError(error), [error]);
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-4 py-24 text-center">
      <h2 className="font-semibold text-16">{title}</h2>
      <p className="mt-1.5 text-14 text-muted">Something on our side went wrong. It has been reported.</p>
      {error.digest ? (
        <p className="mt-1 text-12 text-faint">
          Report <code className="select-all font-mono">{error.digest}</code>
        </p>
      ) : null}
      <button type="button" onClick={onRetry} className={`${buttonClass()} mt-5`}>
        Try again
      </button>
    </div>
  );
}
