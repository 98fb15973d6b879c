import { describe, expect, test } from "vitest";
import { PUT as setNetworks } from "@/app/api/v1/orgs/[org]/admin_networks/route";
import { PATCH as changeAgent, DELETE as deleteAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as addAgent } from "@/app/api/v1/orgs/[org]/agents/route";
import { POST as rotateApiKey } from "@/app/api/v1/orgs/[org]/api_keys/[id]/rotation/route";
import { PATCH as changeApiKey } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { POST as makeApiKey } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as exportAudit } from "@/app/api/v1/orgs/[org]/audit-log/export/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as changeCredential, DELETE as deleteCredential } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { POST as addCredential } from "@/app/api/v1/orgs/[org]/credentials/route";
import { POST as invite } from "@/app/api/v1/orgs/[org]/invitations/route";
import { PATCH as changeRole, DELETE as removeMember } from "@/app/api/v1/orgs/[org]/members/[user_id]/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import { PATCH as setProtection } from "@/app/api/v1/orgs/[org]/protection/route";
import { GET as overview } from "@/app/api/v1/orgs/[org]/route";
import { GET as readRule, PUT as setRule } from "@/app/api/v1/orgs/[org]/second_factor_rule/route";
import { makeAgent } from "../../support/agent";
import { asMember } from "../../support/as-member";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import {
  type Member,
  makeMember,
  makeOrganization,
  type TestOrganization,
  withSecondFactor,
} from "../../support/organization";

const call = (route: Parameters<typeof callRoute>[0], org: TestOrganization, cookie: string, rest: object = {}) =>
  callRoute(route, { path: "/api/v1/orgs/x", params: { org: org.slug }, cookie, ...rest });
const put = (org: TestOrganization, cookie: string, needed: boolean) =>
  call(setRule, org, cookie, { method: "PUT", body: { admins_need_second_factor: needed } });

async function strictOrganization() {
  const org = await makeOrganization();
  const admin = await withSecondFactor(await makeMember(org.id, "org_admin"));
  const cookie = await admin.cookie();
  expect((await put(org, cookie, true)).status).toBe(200);
  return { org, admin, cookie };
}

describe("an organization that wants a second factor of its admins", () => {
  test("lets no admin in without one, in page or API, and viewers as before; without the rule they come in again", async () => {
    const { org, cookie } = await strictOrganization();
    const [weak, viewer] = [await org.admin.cookie(), await org.viewer.cookie()];
    const refused = await call(overview, org, weak);
    expect(refused.status).toBe(403);
    expect(refused.json()).toMatchObject({ error: { details: { reason: "factor_needed" } } });
    await expect(asMember(org.admin.userId, org.slug, async () => "in")).rejects.toMatchObject({
      details: { reason: "factor_needed" },
    });
    expect((await call(overview, org, viewer)).status).toBe(200);
    expect((await call(overview, org, cookie)).status).toBe(200);
    await put(org, cookie, false);
    expect((await call(overview, org, weak)).status).toBe(200);
  });

  test("is asked for by an admin who has one themselves, never by a viewer", async () => {
    const org = await makeOrganization();
    const alone = await put(org, await org.admin.cookie(), true);
    expect(alone.status).toBe(409);
    expect(alone.json()).toMatchObject({ error: { details: { reason: "own_factor_missing" } } });
    expect((await put(org, await org.viewer.cookie(), true)).status).toBe(403);
    expect((await call(readRule, org, await org.viewer.cookie())).json()).toEqual({
      admins_need_second_factor: false,
      admins_without: 1,
    });
  });

  test("sees who has one in the list of members, and nothing of other organizations' people", async () => {
    const { org, admin, cookie } = await strictOrganization();
    const { data } = (await call(members, org, cookie)).json<{ data: { user_id: string; second_factor: boolean }[] }>();
    expect(data.filter(({ second_factor }) => second_factor).map(({ user_id }) => user_id)).toEqual([admin.userId]);
    expect(data).toHaveLength(3);
  });

  test("is another organization's business only: the same admin elsewhere comes in", async () => {
    const { org } = await strictOrganization();
    const elsewhere = await makeOrganization();
    await database()`
      insert into public.memberships (org_id, user_id, role) values (${elsewhere.id}, ${org.admin.userId}, 'org_admin')`;
    expect((await call(overview, elsewhere, await org.admin.cookie())).status).toBe(200);
  });
});

describe("credentials, exports, deletion and what keeps others out", () => {
  const routes: [string, Parameters<typeof callRoute>[0], object][] = [
    [
      "a credential is added",
      addCredential,
      { method: "POST", body: { kind: "retell", label: "A", secret: "key_0123456789abcdef" } },
    ],
    ["a credential is rotated", rotate, { method: "POST", body: { secret: "key_0123456789abcdef", overlap_hours: 0 } }],
    ["a credential's end is changed", changeCredential, { method: "PATCH", body: { expires_at: null } }],
    ["a credential is retired", retire, { method: "POST" }],
    ["a credential is deleted", deleteCredential, { method: "DELETE" }],
    ["calls are exported", exportCalls, {}],
    ["the audit log is exported", exportAudit, { path: "/api/v1/orgs/x/audit-log/export?format=csv" }],
    ["an agent gets another secret", changeAgent, { method: "PATCH", body: { secret: "key_0123456789abcdef" } }],
    [
      "an agent is proven in another way",
      changeAgent,
      { method: "PATCH", body: { auth_scheme: "shared_secret", secret: "key_0123456789abcdef" } },
    ],
    [
      "an agent's key is kept for others",
      addAgent,
      { method: "POST", body: { provider: "retell", name: "Desk", secret: "key_0123456789abcdef" } },
    ],
    ["an agent is deleted", deleteAgent, { method: "DELETE" }],
    ["an API key is made", makeApiKey, { method: "POST", body: { name: "A program", scopes: ["calls:read"] } }],
    [
      "an API key may do more, from everywhere, for ever",
      changeApiKey,
      { method: "PATCH", body: { scopes: ["calls:export"], allowed_networks: [], expires_at: null } },
    ],
    ["an API key gets a successor", rotateApiKey, { method: "POST", body: { overlap_hours: 0 } }],
    ["health data is shown to more people", setProtection, { method: "PATCH", body: { viewers_see_phi: true } }],
    ["admins may act from everywhere", setNetworks, { method: "PUT", body: { networks: [] } }],
    ["admins need no second factor", setRule, { method: "PUT", body: { admins_need_second_factor: false } }],
    ["somebody is invited", invite, { method: "POST", body: { email: "new@example.com", role: "org_admin" } }],
    ["a member gets another role", changeRole, { method: "PATCH", body: { role: "org_admin" } }],
    ["a member is removed", removeMember, { method: "DELETE" }],
  ];
  const forgetProof = (member: Member) =>
    database()`update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${member.userId}`;
  const setRole = (org: TestOrganization, { userId }: Member, role: Member["role"]) =>
    database()`update public.memberships set role = ${role} where org_id = ${org.id} and user_id = ${userId}`;
  const detailsOf = (answer: { json<T>(): T }) => answer.json<{ error: { details?: object } }>().error.details;

  test.each(routes)("want a password or code of the last ten minutes before %s", async (_, route, rest) => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "vapi");
    const params = { org: org.slug, id: agent.id, user_id: agent.id };
    const cookie = await org.admin.cookie();
    await call(overview, org, cookie);
    await forgetProof(org.admin);
    const refused = await callRoute(route, { path: "/api/v1/orgs/x", cookie, ...rest, params });
    expect(refused.status).toBe(403);
    expect(refused.json()).toMatchObject({ error: { details: { reason: "proof_needed", by: "password" } } });
    await database()`update private.sessions set proved_at = now() where user_id = ${org.admin.userId}`;
    const answer = await callRoute(route, { path: "/api/v1/orgs/x", cookie, ...rest, params });
    // Asked for by id, what is not there is not found: past the guard.
    expect([200, 201, 204, 404]).toContain(answer.status);
  });

  test("ask nobody who only renames an agent, adds one with the kept key, or one whose key is not kept", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "vapi");
    const cookie = await org.admin.cookie();
    const add = (body: object) =>
      call(addAgent, org, cookie, { method: "POST", body: { provider: "retell", name: "Desk", ...body } });
    expect((await add({ secret: "key_0123456789abcdef" })).status).toBe(201);
    await forgetProof(org.admin);
    const renamed = await callRoute(changeAgent, {
      ...{ path: "/api/v1/orgs/x", method: "PATCH", cookie, body: { name: "Reception" } },
      params: { org: org.slug, id: agent.id },
    });
    expect([renamed.status, renamed.json()]).toEqual([200, expect.objectContaining({ name: "Reception" })]);
    expect((await add({})).status).toBe(201);
    expect((await add({ secret: "key_0123456789abcdea", save_key: false })).status).toBe(201);
    expect((await add({ secret: "key_0123456789abcdea" })).status).toBe(403);
  });

  test("ask a viewer who was made an admin a moment ago, whatever this process remembers of them", async () => {
    const org = await makeOrganization();
    const cookie = await org.viewer.cookie();
    const make = () =>
      call(makeApiKey, org, cookie, { method: "POST", body: { name: "Mine", scopes: ["calls:read"] } });
    await call(overview, org, cookie);
    await forgetProof(org.viewer);
    expect(detailsOf(await make())).toBeUndefined();
    await setRole(org, org.viewer, "org_admin");
    expect(detailsOf(await make())).toEqual({ reason: "proof_needed", by: "password" });
    expect(await database()`select id from public.api_keys where org_id = ${org.id}`).toEqual([]);
    // Control: with a fresh proof the same request makes it.
    await database()`update private.sessions set proved_at = now() where user_id = ${org.viewer.userId}`;
    expect((await make()).status).toBe(201);
  });

  test("say to an admin who was made a viewer a moment ago that the role does not allow it", async () => {
    const org = await makeOrganization();
    const second = await makeMember(org.id, "org_admin");
    const cookie = await second.cookie();
    await call(overview, org, cookie);
    await forgetProof(second);
    await setRole(org, second, "org_viewer");
    const answer = await call(addCredential, org, cookie, { method: "POST", body: {} });
    expect([answer.status, detailsOf(answer)]).toEqual([403, undefined]);
  });

  test("say to a viewer that the role does not allow it, rather than asking", async () => {
    const org = await makeOrganization();
    const cookie = await org.viewer.cookie();
    await call(overview, org, cookie);
    await forgetProof(org.viewer);
    const answer = await call(addCredential, org, cookie, { method: "POST", body: {} });
    expect([answer.status, detailsOf(answer)]).toEqual([403, undefined]);
  });
});
