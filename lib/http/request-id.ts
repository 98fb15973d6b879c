import { newId } from "../db/new-id";

const REQUEST_ID = /^[A-Za-z0-9_-]{8,80}$/;

/** The id of a request: the platform's when it is well formed, else a new UUIDv7. It goes into every log line, event and answer. */
export function requestIdOf(request: { headers: Pick<Headers, "get"> }): string {
  const given = request.headers.get("x-request-id") ?? request.headers.get("x-vercel-id");
  return given && REQUEST_ID.test(given) ? given : newId();
}
