import { ApiError } from "./api-error";

/** Hands an error that reached a boundary to whoever listens: `reportError` of the platform, which Sentry observes. */
export function reportError(error: unknown) {
  // Refusals and lost connections are answers, not faults.
  if (error instanceof ApiError && error.code !== "internal") return;
  globalThis.reportError(error);
}
