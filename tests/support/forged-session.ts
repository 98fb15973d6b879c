import { currentSession } from "@/lib/auth/session";
import { inRequestScope } from "./request-scope";

/** The session in a browser's cookies; more is in it than is needed here. */
export type KeptSession = { access_token: string };

/** What a cookie header keeps, opened. */
export function sessionIn(cookie: string): KeptSession {
  const [, value = ""] = /foyer-session=base64-([^;]+)/.exec(decodeURIComponent(cookie)) ?? [];
  return JSON.parse(Buffer.from(value, "base64url").toString());
}

/** The cookies of a browser that somebody has their hands on: the token is theirs, the rest says that all is well. */
export function cookieWith(kept: KeptSession, token: string): string {
  const session = { ...kept, access_token: token, expires_at: Math.floor(Date.now() / 1000) + 3600 };
  return `foyer-session=${encodeURIComponent(`base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`)}`;
}

/** Whom our reader takes the bearer for; what it throws is told as such: a forged token is no fault of ours. */
export async function readerOf(cookie: string): Promise<string | undefined> {
  const request = new Request("http://localhost/", { headers: { cookie } });
  const { result } = await inRequestScope(request, () =>
    currentSession().then(
      (session) => session?.person.id,
      (thrown) => `threw ${thrown}`,
    ),
  );
  return result;
}

/** Of some tokens, those that anybody was taken for. */
export async function notRefused(
  kept: KeptSession,
  tokens: readonly { name: string; token: string }[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, token } of tokens) {
    const reader = await readerOf(cookieWith(kept, token));
    if (reader !== undefined) found.push(reader.startsWith("threw") ? `${name}: ${reader}` : name);
  }
  return found;
}
