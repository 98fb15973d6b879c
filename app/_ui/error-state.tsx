"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "./button";
import { ApiError } from "./data/api-error";
import { EmptyState } from "./empty-state";
import { ForbiddenState } from "./forbidden-state";
import { RequestId } from "./request-id";

/** What failed, a retry, and the request id to hand over. A 403 becomes the forbidden state. */
export function ErrorState({
  error,
  title = "This did not load",
  onRetry,
}: {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}) {
  if (error instanceof ApiError && error.code === "forbidden") return <ForbiddenState />;
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert className="text-bad-mark" />}
        title={title}
        action={onRetry ? <Button onClick={onRetry}>Try again</Button> : null}
      >
        <p>{wordsOf(error) ?? "Something on our side went wrong. It has been reported."}</p>
        {requestId ? (
          <div className="flex justify-center text-faint">
            <RequestId id={requestId} />
          </div>
        ) : null}
      </EmptyState>
    </div>
  );
}

/** One part of a screen failed while the rest is there: a line with a retry, in the part's place. */
export function PartError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex items-start gap-3 px-4 py-3 text-13 text-muted">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-mark" />
      <p className="min-w-0">
        {wordsOf(error) ?? "This part did not load."}{" "}
        {onRetry ? (
          <button type="button" onClick={onRetry} className="rounded-[2px] font-medium text-accent hover:underline">
            Try again
          </button>
        ) : null}
      </p>
    </div>
  );
}

// The button says "Try again", too.
function wordsOf(error: unknown): string | null {
  return error instanceof ApiError ? error.message.replace(/ Try again\.$/, "") : null;
}
