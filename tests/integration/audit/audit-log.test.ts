import { expect, test } from "vitest";
import { PATCH as changeAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as createAgent } from "@/app/api/v1/orgs/[org]/agents/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/audit-log/route";
import { PATCH as changeRole } from "@/app/api/v1/orgs/[org]/members/[user_id]/route";
import type { AuditEntry } from "@/lib/audit/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeMember, makeOrganization, type TestOrganization } from "../../support/organization";

const SECRET = "0123456789abcdef-never-told";

async function readLog(org: TestOrganization, cookie: string, query = "") {
  const path = `/api/v1/orgs/${org.slug}/audit-log${query}`;
  return callRoute(list, { path, params: { org: org.slug }, cookie });
}

async function entriesOf(org: TestOrganization, query = ""): Promise<AuditEntry[]> {
  return (await readLog(org, await org.admin.cookie(), query)).json<{ data: AuditEntry[] }>().data;
}

async function makeAgent(org: TestOrganization, name: string) {
  const answer = await callRoute(createAgent, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/agents`,
    params: { org: org.slug },
    cookie: await org.admin.cookie(),
    headers: { "x-request-id": "request-of-the-agent" },
    body: { provider: "vapi", name, auth_scheme: "bearer", secret: SECRET },
  });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>();
}

const giveRole = async (org: TestOrganization, userId: string, role: string) =>
  callRoute(changeRole, {
    method: "PATCH",
    path: `/api/v1/orgs/${org.slug}/members/${userId}`,
    params: { org: org.slug, user_id: userId },
    cookie: await org.admin.cookie(),
    body: { role },
  });

test("a change writes one entry: who, what was there before and what is there now, without a secret", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org, "Front desk");
  const renamed = await callRoute(changeAgent, {
    method: "PATCH",
    path: `/api/v1/orgs/${org.slug}/agents/${agent.id}`,
    params: { org: org.slug, id: agent.id },
    cookie: await org.admin.cookie(),
    body: { name: "Back office", secret: `${SECRET}-either` },
  });
  expect(renamed.status).toBe(200);
  const [second, first, ...more] = await entriesOf(org);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    seq: 1,
    action: "agent.created",
    subject_type: "agent",
    subject_id: agent.id,
    actor_type: "user",
    actor_id: org.admin.userId,
    before: null,
    after: { name: "Front desk", provider: "vapi" },
    ip: "local",
    request_id: "request-of-the-agent",
  });
  expect(second).toMatchObject({
    seq: 2,
    action: "agent.updated",
    before: { name: "Front desk", secret: "[secret]" },
    after: { name: "Back office", secret: "[secret]" },
  });
  expect(JSON.stringify([first, second])).not.toContain("never-told");
});

test("a change that is refused or taken back leaves no entry", async () => {
  const org = await makeOrganization();
  expect((await giveRole(org, org.admin.userId, "org_viewer")).status).toBe(409);
  expect(await entriesOf(org)).toEqual([]);
});

test("changes at once make one chain without a gap, read page by page and by what was changed", async () => {
  const org = await makeOrganization();
  const members = await Promise.all(Array.from({ length: 12 }, () => makeMember(org.id, "org_viewer")));
  const answers = await Promise.all(members.map(({ userId }) => giveRole(org, userId, "org_admin")));
  expect(answers.map(({ status }) => status)).toEqual(members.map(() => 200));
  const entries = await entriesOf(org);
  expect(entries.map(({ seq }) => seq)).toEqual(members.map((_, index) => members.length - index));
  expect(new Set(entries.map(({ subject_id }) => subject_id))).toEqual(new Set(members.map(({ userId }) => userId)));
  const page = await readLog(org, await org.admin.cookie(), "?limit=5");
  const { next_cursor } = page.json<{ next_cursor: string }>();
  const next = await entriesOf(org, `?limit=5&cursor=${next_cursor}`);
  expect(next.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3]);
  const [only, ...others] = await entriesOf(org, `?subject_id=${members[3]?.userId}`);
  expect(only).toMatchObject({ before: { role: "org_viewer" }, after: { role: "org_admin" } });
  expect(others).toEqual([]);
});

test("a viewer may not read it, and another organization's admin finds none of it", async () => {
  const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
  await makeAgent(org, "Front desk");
  expect((await readLog(org, await org.viewer.cookie())).status).toBe(403);
  expect((await readLog(org, await other.admin.cookie())).status).toBe(404);
  expect(await entriesOf(other)).toEqual([]);
});

test("no role changes or removes an entry, and none chooses its place in the chain", async () => {
  const org = await makeOrganization();
  await makeAgent(org, "Front desk");
  const acts = [
    "update public.audit_log set action = 'nothing'",
    "delete from public.audit_log",
    "truncate public.audit_log",
  ];
  for (const role of ["app_tenant", "app_operator", "postgres"]) {
    for (const act of acts) {
      const tried = database().begin(async (tx) => {
        await tx.unsafe(`set local role ${role}; set local app.org_id = '${org.id}'`);
        await tx.unsafe(act);
      });
      await expect(tried, `${role}: ${act}`).rejects.toThrow(/permission denied|append-only/);
    }
  }
  const forged = database().begin(async (tx) => {
    await tx.unsafe(`set local role app_tenant; set local app.org_id = '${org.id}'`);
    await tx`insert into public.audit_log (org_id, seq, action, subject_type, actor_type) values (${org.id}, 1, 'x', 'agent', 'user')`;
  });
  await expect(forged).rejects.toThrow(/permission denied/);
  expect(await entriesOf(org)).toHaveLength(1);
});
