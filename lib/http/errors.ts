import { after } from "next/server";
import { ZodError } from "zod";
import { AppError, type ErrorBody, STATUS_OF } from "../errors";
import type { Log } from "../log/logger";
import { reportError } from "../log/report-error";
import { type Trail, trailOf } from "../log/trail";
import { httpErrors } from "../metrics/catalogue";

/** Turns whatever was thrown into the one error body; unknown errors show a generic sentence and are logged whole. */
export function errorResponse(thrown: unknown, requestId: string, log: Log): Response {
  const error = asAppError(thrown);
  httpErrors.add([error.code]);
  if (STATUS_OF[error.code] >= 500) log.error({ error: thrown, code: error.code }, "request failed");
  if (error.code === "internal") reportLater(thrown, trailOf(thrown));
  const body: ErrorBody = {
    error: {
      code: error.code,
      message: error.message,
      ...(error.details ? { details: error.details } : {}),
      request_id: requestId,
    },
  };
  const headers = new Headers({ "cache-control": "private, no-store" });
  const retryAfter = error.details?.retry_after_seconds;
  if (typeof retryAfter === "number") headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfter))));
  return Response.json(body, { status: STATUS_OF[error.code], headers });
}

// After the answer: the person must not wait for Sentry.
function reportLater(thrown: unknown, trail: Trail): void {
  const report = () => reportError(thrown, trail);
  try {
    after(report);
  } catch {
    void report();
  }
}

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ZodError) return invalidInput(thrown);
  return postgresError(thrown) ?? new AppError("internal", "Something went wrong on our side. Try again in a moment.");
}

/** One entry per field: `{ fields: { name: "what is wrong" } }`. */
export function invalidInput(error: ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  const names = Object.keys(fields).join(", ");
  return new AppError("invalid", `Check ${names}.`, { fields });
}

const TEMPORARY = new Set([
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
]);

// Facts of the database that a person can act on; all other database errors stay ours.
function postgresError(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error) || !("code" in thrown)) return undefined;
  const code = String(thrown.code);
  if (TEMPORARY.has(code))
    return new AppError("unavailable", "The database is not reachable just now. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  if (code === "57014") return new AppError("unavailable", "That took too long. Narrow the filters and try again.");
  // A viewer's transaction is read-only in the database; whatever reached a write had slipped past the permissions.
  if (code === "25006") return new AppError("forbidden", "Your role does not allow changes.");
  if (code === "23505") return new AppError("conflict", "That already exists.");
  return undefined;
}
