import { POST as confirm } from "@/app/api/auth/second-factor/confirmations/route";
import { POST as enrol } from "@/app/api/auth/second-factor/enrolments/route";
import { GET as organizations } from "@/app/api/v1/orgs/route";
import { totpCode } from "@/scripts/stack/auth/totp";
import { database } from "./database";
import { callRoute, type RouteAnswer } from "./http";
import { makePerson } from "./organization";

/** Asks a door of accounts as the browser does. */
export const post = (route: Parameters<typeof callRoute>[0], cookie: string, body: unknown = {}) =>
  callRoute(route, { path: "/api/auth/x", method: "POST", cookie, body });

/** The browser's cookies after an answer. */
export function cookieAfter(before: string, { setCookies }: RouteAnswer): string {
  const jar = new Map(before.split("; ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair]));
  for (const [name, value] of setCookies) jar.set(name, `${name}=${encodeURIComponent(value)}`);
  return [...jar.values()].join("; ");
}

/** Why a door stays shut. */
export const reasonOf = (answer: RouteAnswer) =>
  answer.json<{ error: { details?: { reason?: string } } }>().error.details?.reason;
/** The code of the next half minute, which is right already: that of this one has been shown. */
export const nextCode = (secret: string) => totpCode(secret, Date.now() + 30_000);
/** The organizations of a person: what any session that counts may read. */
export const mine = (cookie: string) => callRoute(organizations, { path: "/api/v1/orgs", cookie });

/** As if the last proof had been given eleven minutes ago. */
export async function forgetProof(userId: string) {
  await database()`update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${userId}`;
}

/** Somebody who has set up an authenticator app, with what the doors said. */
export async function enrolled() {
  const person = await makePerson();
  const before = await person.cookie();
  const begun = (await post(enrol, before)).json<{ factor_id: string; secret: string; qr_code: string }>();
  const answer = await post(confirm, before, { factor_id: begun.factor_id, code: totpCode(begun.secret) });
  return { person, before, begun, answer, cookie: cookieAfter(before, answer) };
}
