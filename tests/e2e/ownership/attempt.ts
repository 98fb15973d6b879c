import { randomUUID } from "node:crypto";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { forgetLimits } from "../../support/forget-limits";
import type { BuiltRoute } from "./routes";

export const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

/** One request of the sweep: what is asked of which address, as whom. */
export type Attempt = {
  route: BuiltRoute;
  method: string;
  path: string;
  who: string;
  cookie?: string;
  /** An API key, shown beside no cookie. */
  key?: string;
  body?: unknown;
  isPayload?: boolean;
};
export type Answer = { status: number; headers: Headers; text: string };

/** Asks, and asks again when a limit answered: it says nothing of whose row it is. */
export async function send(base: string, attempt: Attempt): Promise<Answer> {
  const { method, path, cookie, key, body, isPayload } = attempt;
  const abort = new AbortController();
  const sends = WRITES.includes(method);
  const answer = await fetch(`${base}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(isPayload ? { rsc: "1" } : {}),
      ...(sends ? { "content-type": "application/json" } : {}),
    },
    body: sends && body !== undefined ? JSON.stringify(body) : null,
    signal: abort.signal,
  });
  const { status, headers } = answer;
  // One person asks more here than anybody may in a minute. What a limit answers says nothing of whose row it is.
  if (status === 429) {
    await answer.body?.cancel();
    await forgetLimits();
    return send(base, attempt);
  }
  // A stream does not end by itself.
  if (headers.get("content-type")?.startsWith("text/event-stream")) {
    abort.abort();
    return { status, headers, text: "" };
  }
  return { status, headers, text: await answer.text() };
}

/** A session cookie of the right shape that no auth server has signed; it ends in so many seconds. */
export function forgedSession(endsIn = 3_600): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const expires_at = Math.floor(Date.now() / 1000) + endsIn;
  const claims = { sub: randomUUID(), email: "forger@example.com", role: "authenticated", exp: expires_at };
  const access_token = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${Buffer.alloc(32).toString("base64url")}`;
  const session = { access_token, refresh_token: "forged", token_type: "bearer", expires_in: endsIn, expires_at };
  return `${sessionCookie().name}=base64-${part({ ...session, user: { id: claims.sub, email: claims.email } })}`;
}
