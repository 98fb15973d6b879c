"use client";

import { CircleAlert } from "lucide-react";
import { ApiError } from "./data/api-error";
import { RequestId } from "./request-id";

/** Why the form was not accepted: the server's sentence, or the list of fields that need another look. */
export function FormErrors({ error, fields = [] }: { error?: unknown; fields?: ReadonlyArray<string | undefined> }) {
  const named = fields.filter((field): field is string => Boolean(field));
  if (!error && named.length === 0) return null;
  const title =
    error instanceof Error
      ? error.message
      : named.length === 1
        ? "One field needs another look."
        : "Some fields need another look.";
  return (
    <div role="alert" className="flex gap-2.5 rounded-card bg-bad-soft px-3 py-2.5 text-13 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {named.length > 1 ? (
          <ul className="mt-1 list-disc pl-4">
            {named.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : null}
        {error instanceof ApiError && error.requestId ? <RequestId id={error.requestId} /> : null}
      </div>
    </div>
  );
}
