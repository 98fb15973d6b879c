import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import { PATCH as changeAgent, DELETE as deleteAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as createAgent, GET as listAgents } from "@/app/api/v1/orgs/[org]/agents/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/api_keys/[id]/rotation/route";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { POST as create, GET as list } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as exportLog } from "@/app/api/v1/orgs/[org]/audit-log/export/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { POST as keepCredential, GET as listCredentials } from "@/app/api/v1/orgs/[org]/credentials/route";
import { GET as listDomains } from "@/app/api/v1/orgs/[org]/domains/route";
import { POST as invite, GET as listInvitations } from "@/app/api/v1/orgs/[org]/invitations/route";
import { PATCH as changeRole, DELETE as removeMember } from "@/app/api/v1/orgs/[org]/members/[user_id]/route";
import { GET as listMembers } from "@/app/api/v1/orgs/[org]/members/route";
import { GET as listMentions } from "@/app/api/v1/orgs/[org]/mentions/route";
import { PATCH as rename } from "@/app/api/v1/orgs/[org]/route";
import { GET as listViews, PUT as saveView } from "@/app/api/v1/orgs/[org]/views/route";
import { permissions, scopeFor } from "@/lib/auth/permissions";
import { GRAVE, isGrave, type Scope, scopes } from "@/lib/auth/scopes";
import { tokenHash } from "@/lib/crypto/lookup";
import { withApiKey } from "@/lib/db/tenant";
import { withOrg } from "@/lib/http/with-org";
import { makeAgent } from "../../support/agent";
import { askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization } from "../../support/organization";

// The headers of the hosted platform name the client only there.
const hosted = vi.hoisted(() => ({ yes: false }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), ...(hosted.yes ? { FOYER_ENV: "production" } : {}) }) };
});

const NEW_AGENT = { provider: "vapi", name: "By a program", auth_scheme: "bearer", secret: "0123456789abcdef0123" };

describe("a key", () => {
  test("is answered as its organization, without cookie and origin, within its scopes", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org, ["agents:read", "agents:write"]);
    const made = await askWith(token, createAgent, org, { method: "POST", body: NEW_AGENT });
    expect(made.status).toBe(201);
    const listed = await askWith(token, listAgents, org);
    expect(listed.json<{ data: { name: string }[] }>().data.map(({ name }) => name)).toEqual(["By a program"]);
    const refused = await askWith(token, listCalls, org);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("lacks the scope calls:read");
  });

  test("of another organization gets the same 404 as a stranger", async () => {
    const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
    const { token } = await makeKey(other);
    const answer = await askWith(token, listCalls, org);
    expect(answer.status).toBe(404);
    expect((await askWith(token, listCalls, { slug: "no-such-organization" })).status).toBe(404);
    expect(answer.text).not.toContain(org.name);
    expect((await askWith(token, listCalls, other)).status).toBe(200);
  });

  test("that reads is held to reading by the database itself", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org);
    const write = (reads_only: boolean) =>
      withApiKey({ hash: tokenHash(token), slug: org.slug, reads_only }, (tx) =>
        sql`update organizations set name = 'Changed' where id = ${org.id}`.execute(tx),
      );
    await expect(write(true)).rejects.toMatchObject({ code: "25006" });
    await expect(write(false)).resolves.toBeDefined();
  });

  test("never does what is a person's to do, with every scope there is", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org);
    const asked = await Promise.all([
      askWith(token, changeRole, org, {
        method: "PATCH",
        params: { user_id: org.viewer.userId },
        body: { role: "org_admin" },
      }),
      askWith(token, keepCredential, org, {
        method: "POST",
        body: { kind: "slack", label: "Desk", secret: "xoxb-0123456789abcdef" },
      }),
      askWith(token, invite, org, { method: "POST", body: { email: "in@clinic.example", role: "org_admin" } }),
      askWith(token, listMentions, org),
      askWith(token, create, org, { method: "POST", body: { name: "Mine", scopes } }),
      askWith(token, rotate, org, { method: "POST", params: { id }, body: {} }),
      askWith(token, change, org, { method: "PATCH", params: { id }, body: { scopes } }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 403));
    // Each is told why, in the words of the table.
    expect(asked[0]?.text).toContain("A program must not let anybody in");
    const peoples = permissions.filter((permission) => scopeFor(permission) === null);
    expect(peoples).toEqual(expect.arrayContaining(["members.write", "credentials.write", "api_keys.write"]));
  });

  test.each([
    ["members:read", listMembers],
    ["members:read", listInvitations],
    ["domains:read", listDomains],
    ["credentials:read", listCredentials],
    ["api_keys:read", list],
    ["views:read", listViews],
  ] as const)("reads with the scope %s, and without it is told which it lacks", async (scope, handler) => {
    const org = await makeOrganization();
    const [alone, others] = await Promise.all([
      makeKey(org, [scope]),
      makeKey(
        org,
        scopes.filter((other) => other !== scope),
      ),
    ]);
    const asked = { path: "/?screen=calls" };
    expect((await askWith(alone.token, handler, org, handler === listViews ? asked : {})).status).toBe(200);
    const refused = await askWith(others.token, handler, org);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining(`lacks the scope ${scope}`)]);
  });

  test("reads the views that people share, and those that name a caller only with the scope for calls", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const keep = (name: string, query: string, is_shared: boolean) =>
      callRoute(saveView, {
        ...{ method: "PUT", path: "/", params: { org: org.slug }, cookie },
        body: { screen: "calls", name, query, is_shared },
      });
    await keep("Failed", "outcome=failed", true);
    await keep("One caller", "number=%2B13125550147", true);
    await keep("Mine", "outcome=answered", false);
    const names = async (...held: Scope[]) => {
      const { token } = await makeKey(org, held);
      return (await askWith(token, listViews, org, { path: "/?screen=calls" }))
        .json<{ data: { name: string }[] }>()
        .data.map(({ name }) => name);
    };
    expect(await names("views:read")).toEqual(["Failed"]);
    expect(await names("views:read", "calls:read")).toEqual(["Failed", "One caller"]);
  });

  test("does what a person is asked for proof before with a scope for it alone", async () => {
    const org = await makeOrganization();
    const doors: Record<(typeof GRAVE)[number], (token: string) => Promise<RouteAnswer>> = {
      "calls:export": (token) => askWith(token, exportCalls, org),
      "audit:export": (token) => askWith(token, exportLog, org, { path: "/?format=jsonl" }),
      "agents:delete": async (token) => {
        const { id } = await makeAgent(org.id, "vapi");
        return askWith(token, deleteAgent, org, { method: "DELETE", params: { id } });
      },
      "agents:secret": async (token) => {
        const { id } = await makeAgent(org.id, "vapi");
        const body = { secret: "0123456789abcdef0123" };
        return askWith(token, changeAgent, org, { method: "PATCH", params: { id }, body });
      },
      "members:remove": (token) =>
        askWith(token, removeMember, org, { method: "DELETE", params: { user_id: org.viewer.userId } }),
    };
    const without = await makeKey(
      org,
      scopes.filter((scope) => !isGrave(scope)),
    );
    for (const scope of GRAVE) {
      const refused = await doors[scope](without.token);
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining(`lacks the scope ${scope}`)]);
      // What changes an agent is a change of an agent as well.
      const alone = await makeKey(org, scope === "agents:secret" ? ["agents:write", scope] : [scope]);
      expect((await doors[scope](alone.token)).status, scope).toBeLessThan(300);
    }
  });

  test("renames an agent without the scope for its secret, and keeps no credential with an agent that it adds", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org, ["agents:write"]);
    const { id } = await makeAgent(org.id, "vapi");
    const patch = (body: object) => askWith(token, changeAgent, org, { method: "PATCH", params: { id }, body });
    expect((await patch({ name: "Reception" })).status).toBe(200);
    for (const body of [{ secret: "0123456789abcdef0123" }, { auth_config: {} }, { auth_scheme: "bearer" }])
      expect((await patch(body)).text).toContain("lacks the scope agents:secret");
    const body = { provider: "retell", name: "Desk", secret: "key_0123456789abcdef" };
    expect((await askWith(token, createAgent, org, { method: "POST", body })).status).toBe(201);
    const kept = () => database()`select kind from public.credentials where org_id = ${org.id}`;
    expect(await kept()).toEqual([]);
    // The control: the same agent added by an admin keeps its key.
    const call = { path: "/", params: { org: org.slug }, method: "POST" as const, body };
    expect((await callRoute(createAgent, { ...call, cookie: await org.admin.cookie() })).status).toBe(201);
    expect(await kept()).toEqual([{ kind: "retell" }]);
  });

  test("is refused by a route that asks for proof and has no such scope", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org);
    const planted = withOrg({ can: "calls.write", recent: true }, async () => ({}));
    const answer = await askWith(token, planted, org, { method: "POST", body: {} });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining("API keys cannot do this")]);
    // The control: the same route without the question is open to the same key.
    const open = withOrg({ can: "calls.write" }, async () => ({}));
    expect((await askWith(token, open, org, { method: "POST", body: {} })).status).toBe(200);
  });

  test("is answered for itself, not for the person whose cookie comes along", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org, ["calls:read"]);
    const cookie = await org.admin.cookie();
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const body = { name: "Stolen" };
    const byKey = await askWith(token, rename, org, { method: "PATCH", cookie, headers: foreign, body });
    expect([byKey.status, byKey.text]).toEqual([403, expect.stringContaining("organization:write")]);
    // Something else in the header does not fall back to the session either.
    const byOther = await askWith("some-other-token", rename, org, { method: "PATCH", cookie, body });
    expect(byOther.status).toBe(401);
    // And without a key the origin of a change still decides.
    const path = `/api/v1/orgs/${org.slug}`;
    const change = { method: "PATCH" as const, path, params: { org: org.slug }, cookie, body };
    expect((await callRoute(rename, { ...change, headers: foreign })).status).toBe(403);
    expect((await callRoute(rename, change)).status).toBe(200);
  });

  test("may come from a foreign origin, because no browser adds it by itself", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org);
    const headers = { origin: "https://partner.example", "sec-fetch-site": "cross-site" };
    const answer = await askWith(token, rename, org, { method: "PATCH", headers, body: { name: "By a partner" } });
    expect(answer.status).toBe(200);
  });

  test("leaves its own name in the audit log and in the events", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org);
    await askWith(token, rename, org, { method: "PATCH", body: { name: "Renamed by a program" } });
    const rows = await database()`
      select action, actor_type, actor_id from audit_log where org_id = ${org.id} order by seq`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { action: "api_key.created", actor_type: "user", actor_id: org.admin.userId },
      { action: "organization.updated", actor_type: "api_key", actor_id: id },
    ]);
  });
});

test("a key works only from its networks, and from nowhere when the address is not known", async () => {
  const org = await makeOrganization();
  const { token } = await makeKey(org, ["calls:read"], { allowed_networks: ["203.0.113.0/24", "2001:db8:1::/48"] });
  const local = await makeKey(org, ["calls:read"], { allowed_networks: ["127.0.0.1"] });
  expect((await askWith(token, listCalls, org)).status).toBe(403);
  expect((await askWith(local.token, listCalls, org)).status).toBe(200);
  hosted.yes = true;
  try {
    const from = async (headers: Record<string, string>) => (await askWith(token, listCalls, org, { headers })).status;
    expect(await from({ "x-vercel-forwarded-for": "203.0.113.77" })).toBe(200);
    expect(await from({ "x-vercel-forwarded-for": "2001:db8:1:2::3" })).toBe(200);
    expect(await from({ "x-vercel-forwarded-for": "203.0.114.1" })).toBe(403);
    expect(await from({ "x-forwarded-for": "203.0.113.77" })).toBe(403);
    expect(await from({})).toBe(403);
  } finally {
    hosted.yes = false;
  }
});

test("two keys may use the same Idempotency-Key, and each is answered its own again", async () => {
  const org = await makeOrganization();
  const keys = [await makeKey(org, ["agents:write"]), await makeKey(org, ["agents:write"])];
  const ask = (token: string) =>
    askWith(token, createAgent, org, { method: "POST", body: NEW_AGENT, headers: { "idempotency-key": "same" } });
  const made = await Promise.all(keys.map(({ token }) => ask(token)));
  const again = await Promise.all(keys.map(({ token }) => ask(token)));
  expect(made.map(({ status }) => status)).toEqual([201, 201]);
  expect(new Set(made.map((answer) => answer.json().id)).size).toBe(2);
  expect(again.map((answer) => answer.json().id)).toEqual(made.map((answer) => answer.json().id));
});

test("use is noted to five minutes, not with every request", async () => {
  const org = await makeOrganization();
  const { token, id } = await makeKey(org, ["calls:read"]);
  const used = async () => {
    const [row] = await database()<{ last_used_at: Date | null; xmin: string }[]>`
      select last_used_at, xmin::text from api_keys where id = ${id}`;
    return row;
  };
  expect((await used())?.last_used_at).toBeNull();
  await Promise.all(Array.from({ length: 10 }, () => askWith(token, listCalls, org)));
  const first = await used();
  expect(first?.last_used_at).not.toBeNull();
  await askWith(token, listCalls, org);
  expect(await used()).toEqual(first);
  await database()`update api_keys set last_used_at = now() - interval '6 minutes' where id = ${id}`;
  await askWith(token, listCalls, org);
  expect(Date.now() - Number((await used())?.last_used_at)).toBeLessThan(60_000);
});
