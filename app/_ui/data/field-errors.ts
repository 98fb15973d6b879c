import type { ZodError } from "zod";
import { ApiError } from "./api-error";

/** What the server says about single fields: `{ secret: "…" }`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const fields = error instanceof ApiError ? error.details?.fields : undefined;
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, message]) => [name, String(message)]));
}

/** The same from a check in the browser. */
export function issuesOf(error: ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.join("."), message]).reverse());
}
