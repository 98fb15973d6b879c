import { ApiError } from "./api-error";

/** The header that says which version a change was made to; nothing for what this browser kept from before there were any. */
export function ifMatch(version: string | undefined): Record<string, string> {
  return version === undefined ? {} : { "if-match": `"${version}"` };
}

/** Whether it was refused because somebody else has changed the same since. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict";
}
