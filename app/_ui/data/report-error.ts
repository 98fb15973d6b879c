import { capture } from "../monitoring/watch";
import { ApiError } from "./api-error";

const references = new WeakMap<object, string | undefined>();

/**
 * Reports an error that reached a boundary, once. What the server answered or rendered it has reported itself.
 * @returns what the log or Sentry knows the error by; undefined when it is in this browser's console only
 */
export function reportError(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return capture(error, "page");
  if (!references.has(error)) references.set(error, refer(error));
  return references.get(error);
}

function refer(error: object): string | undefined {
  if ("digest" in error && typeof error.digest === "string") return error.digest;
  // Refusals and lost connections are answers, not faults.
  if (error instanceof ApiError && (error.code !== "internal" || error.requestId)) return error.requestId;
  // Next has written it to the console already.
  return capture(error, "page");
}
