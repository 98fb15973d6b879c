import { createHash } from "node:crypto";
import { AppError } from "../errors";

/** The versions a change may be made to, from its `If-Match`; null: to whatever there is. */
export type Expected = readonly string[] | null;

/** Names a state of something that two people may edit: the same state, the same name. @param state what people decide of it */
export function versionOf(state: object): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 16);
}

/** An answer whose version is its `ETag` as well. */
export function tagged(answer: { version: string }): Response {
  return Response.json(answer, { headers: { etag: `"${answer.version}"` } });
}

/** Reads `If-Match`. Caches on the way make tags weak; here they name a state all the same. */
export function expectedBy(request: Request): Expected {
  const header = request.headers.get("if-match")?.trim();
  if (!header || header === "*") return null;
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""));
}

/** Refuses a change to something that is not what its author saw. Read the state locked. Throws `conflict`. */
export function refuseStale(expected: Expected, state: object): void {
  if (expected === null || expected.includes(versionOf(state))) return;
  throw new AppError("conflict", "Somebody has changed this since you read it. Look at it again, then change it.");
}
