import { randomBytes, randomUUID } from "node:crypto";
import { totpCode } from "../../scripts/stack/auth/totp";
import type { TestAgent } from "./agent";
import { type Canaries, withCanaries } from "./canaries";
import { database } from "./database";
import { bodiesOfCall } from "./deliveries";
import { expect } from "./expect";
import type { TestOrganization } from "./organization";
import { signIn } from "./sign-in";

/**
 * Pushes what a caller says, and every secret that people give us or get from us once, through a served application: ingest,
 * pages, search, notes, export, replays, credentials, API keys, the second factor.
 * @returns the secrets
 */
export async function pushCanaries(
  url: string,
  org: TestOrganization,
  agent: TestAgent,
  canaries: Canaries,
): Promise<string[]> {
  const cookie = await org.admin.cookie();
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = { cookie }) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
      redirect: "manual",
    });
    return { status: answer.status, text: await answer.text() };
  };
  const asked = async (status: number, ...request: Parameters<typeof ask>) => {
    const answer = await ask(...request);
    expect([request[0], request[1].split("?")[0], answer.status]).toEqual([
      request[0],
      request[1].split("?")[0],
      status,
    ]);
    return answer.text;
  };
  const base = `/api/v1/orgs/${org.slug}`;

  const deliver = (body: string, headers = agent.headersFor(body)) => ask("POST", agent.path, body, headers);
  for (const body of withCanaries(bodiesOfCall(agent).bodies, canaries)) expect((await deliver(body)).status).toBe(200);
  expect((await deliver(`not json, but ${canaries.said}`)).status).toBe(200);
  expect((await deliver(`{"said":"${canaries.said}"}`, { "x-retell-signature": canaries.said })).status).toBe(401);
  const [call] = await database()<{ id: string }[]>`select id from public.calls where org_id = ${org.id}`;
  const [delivery] = await database()<{ id: string }[]>`
    select id from public.inbound_events where org_id = ${org.id} and state = 'applied' order by id limit 1`;

  const note = { body: `A note with ${canaries.noted}` };
  await asked(201, "POST", `${base}/calls/${call?.id}/notes`, note, { cookie, "idempotency-key": randomUUID() });
  expect(await asked(200, "GET", `${base}/calls/${call?.id}`)).toContain(canaries.said);
  expect(await asked(200, "GET", `${base}/calls/export`)).toContain(canaries.said);
  await asked(200, "POST", `${base}/deliveries/${delivery?.id}/replays`);
  const number = encodeURIComponent(canaries.number);
  for (const query of [
    `search=${canaries.said}`,
    `number=${number}`,
    `search=${canaries.said}&cursor=${canaries.noted}`,
  ]) {
    await ask("GET", `${base}/calls?${query}`);
    await asked(200, "GET", `/${org.slug}/calls?${query}`);
    await ask("GET", `/${org.slug}/calls?${query}&_rsc=1`, undefined, { cookie, rsc: "1" });
  }
  // What nobody can read is refused, and not repeated.
  for (const path of [
    `calls?sort=${canaries.said}`,
    `calls?from=${canaries.said}`,
    `calls/${canaries.said}`,
    canaries.said,
  ])
    expect((await ask("GET", `${base}/${path}`)).status).toBeLessThan(500);
  await asked(200, "GET", `/${org.slug}/calls/${call?.id}`);
  const view = { screen: "calls", name: "Mine", query: `search=${canaries.said}`, is_shared: false };
  expect((await ask("PUT", `${base}/views`, view)).status).toBeLessThan(300);

  const credential = `xoxb-${randomBytes(12).toString("hex")}`;
  await asked(201, "POST", `${base}/credentials`, { kind: "slack", label: "Ours", secret: credential });
  await asked(422, "POST", `${base}/credentials`, { kind: "no such kind", label: "Ours", secret: credential });
  const made = await asked(201, "POST", `${base}/api_keys`, { name: "A program", scopes: ["calls:read"] });
  const { token } = JSON.parse(made) as { token: string };
  await asked(200, "GET", `${base}/calls?search=${canaries.said}`, undefined, { authorization: `Bearer ${token}` });
  await asked(401, "GET", `${base}/calls`, undefined, { authorization: `Bearer ${token.slice(0, -2)}zz` });

  const enrolment = JSON.parse(await asked(200, "POST", "/api/auth/second-factor/enrolments", {}));
  const confirmation = { factor_id: enrolment.factor_id, code: totpCode(enrolment.secret) };
  const confirmed = await asked(200, "POST", "/api/auth/second-factor/confirmations", confirmation);
  const [recovery = ""] = (JSON.parse(confirmed) as { recovery_codes: string[] }).recovery_codes;
  const half = { cookie: await signIn(org.admin.email, org.admin.password) };
  await asked(422, "POST", "/api/auth/second-factor/recoveries", { code: `${recovery}x` }, half);
  await asked(200, "POST", "/api/auth/second-factor/recoveries", { code: recovery, next: "/account" }, half);
  return [credential, token, enrolment.secret, recovery, ...cookieParts(cookie)];
}

/** The longest words of a session's cookie: its tokens. */
function cookieParts(cookie: string): string[] {
  const [, session = ""] = /base64-([\w-]+)/.exec(cookie) ?? [];
  const { access_token, refresh_token } = JSON.parse(Buffer.from(session, "base64url").toString());
  return [session.slice(0, 60), access_token.split(".")[2], refresh_token];
}
