import { expect, test } from "vitest";
import { GET as actors } from "@/app/api/v1/orgs/[org]/audit-log/actors/route";
import { GET as exported } from "@/app/api/v1/orgs/[org]/audit-log/export/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/audit-log/route";
import type { AuditPage } from "@/lib/audit/list-audit-log";
import type { AuditEntry } from "@/lib/audit/schemas";
import { makeAgent } from "../../support/agent";
import { makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import {
  makeMember,
  makeOperator,
  makeOrganization,
  onVisits,
  type TestOrganization,
} from "../../support/organization";

type Handler = typeof list;

const ask = async (handler: Handler, org: TestOrganization, path: string, cookie?: string) =>
  callRoute(handler, {
    path: `/api/v1/orgs/${org.slug}/audit-log${path}`,
    params: { org: org.slug },
    cookie: cookie ?? (await org.admin.cookie()),
  });

const read = async (org: TestOrganization, query: string) => (await ask(list, org, query)).json<AuditPage>();
const placesOf = ({ data }: AuditPage) => data.map(({ seq }) => seq);

type Made = {
  action?: string;
  actor?: [string, string];
  subject?: string;
  days_ago?: number;
  after?: Record<string, string>;
};

/** Entries as they stand after some days: the times are set behind the log's back, in order, which no role may do. */
async function write(org: TestOrganization, entries: Made[]) {
  await database().begin(async (tx) => {
    for (const [index, { action, actor, subject, days_ago, after }] of entries.entries()) {
      const [type, id] = actor ?? ["user", org.admin.userId];
      await tx`
        insert into public.audit_log (org_id, action, subject_type, actor_type, actor_id, after)
        values (${org.id}, ${action ?? "agent.updated"}, ${subject ?? "agent"}, ${type}, ${id}, ${tx.json({ ...after })})`;
      if (days_ago === undefined) continue;
      await tx`alter table public.audit_log disable trigger user`;
      await tx`update public.audit_log set recorded_at = now() - make_interval(days => ${days_ago})
               where org_id = ${org.id} and seq = ${index + 1}`;
      await tx`alter table public.audit_log enable trigger user`;
    }
  });
}

test("the log is narrowed by who, what, on what and the kind of actor, any of several", async () => {
  const org = await makeOrganization();
  const other = await makeMember(org.id, "org_admin");
  await write(org, [
    {},
    { action: "agent.paused" },
    { actor: ["user", other.userId], subject: "note", action: "note.written" },
    { actor: ["job", "reconcile-agent"], action: "agent.changed_at_vendor" },
  ]);
  expect(placesOf(await read(org, ""))).toEqual([4, 3, 2, 1]);
  expect(placesOf(await read(org, `?actor_id=${other.userId}`))).toEqual([3]);
  expect(placesOf(await read(org, "?action=agent.paused&action=note.written"))).toEqual([3, 2]);
  expect(placesOf(await read(org, "?subject_type=agent"))).toEqual([4, 2, 1]);
  expect(placesOf(await read(org, "?actor_type=job"))).toEqual([4]);
  expect(placesOf(await read(org, "?seq=2"))).toEqual([2]);
  expect(await read(org, "?action=note.edited")).toMatchObject({ data: [], entries: 4 });
  expect((await ask(list, org, "?actor_type=ghost")).status).toBe(422);
});

test("days are those of the organization, first and last included", async () => {
  const org = await makeOrganization({ time_zone: "Pacific/Auckland" });
  await write(org, [{ days_ago: 9 }, { days_ago: 6 }, { days_ago: 3 }, {}]);
  const day = (ago: number) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Pacific/Auckland" }).format(Date.now() - ago * 86_400_000);
  expect(placesOf(await read(org, `?from=${day(6)}`))).toEqual([4, 3, 2]);
  expect(placesOf(await read(org, `?to=${day(6)}`))).toEqual([2, 1]);
  expect(placesOf(await read(org, `?from=${day(6)}&to=${day(3)}`))).toEqual([3, 2]);
  expect(placesOf(await read(org, `?from=${day(5)}&to=${day(4)}`))).toEqual([]);
  expect(placesOf(await read(org, `?from=${day(-2)}`))).toEqual([]);
});

test("everybody who acted is named once, and nobody of another organization", async () => {
  const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
  await write(org, [{}, {}, { actor: ["job", "reconcile-agent"] }]);
  await write(other, [{}]);
  const { data } = (await ask(actors, org, "/actors")).json<{ data: { actor_id: string }[] }>();
  expect(data.map(({ actor_id }) => actor_id)).toEqual([org.admin.userId, "reconcile-agent"]);
});

test("what platform staff do inside an organization is theirs by name, not a member's", async () => {
  const [org, operator] = await Promise.all([makeOrganization(), makeOperator()]);
  const taken = await ask(exported, org, "/export", await onVisits(operator, [org.id], { changes: true }).cookie());
  expect(taken.status).toBe(200);
  const { data } = await read(org, "?actor_type=operator");
  expect(data).toMatchObject([{ actor_type: "operator", actor_id: operator.userId, action: "audit_log.exported" }]);
});

test("a copy holds every entry of the filter, page after page, and taking it is an entry", async () => {
  const org = await makeOrganization();
  await write(
    org,
    Array.from({ length: 1_203 }, (_, index) => ({ action: index % 3 === 0 ? "agent.paused" : "agent.resumed" })),
  );
  const copy = await ask(exported, org, "/export?format=jsonl&action=agent.paused");
  expect(copy.headers.get("content-disposition")).toMatch(/attachment; filename="audit-log-.*\.jsonl"/);
  const lines = copy.text.trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as AuditEntry);
  expect(entries).toHaveLength(401);
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 401 }, (_, index) => 1_201 - index * 3));
  const [newest] = (await read(org, "?limit=1")).data;
  expect(newest).toMatchObject({
    seq: 1_204,
    action: "audit_log.exported",
    actor_id: org.admin.userId,
    after: { format: "jsonl", entries: 1_203, action: ["agent.paused"] },
  });
});

test("a cell of a copy is never a formula, and a viewer may take none", async () => {
  const org = await makeOrganization();
  await write(org, [{ after: { name: "=HYPERLINK(1)" } }]);
  const copy = await ask(exported, org, "/export?format=csv");
  const [head, line] = copy.text.split("\r\n");
  expect(head).toContain("Entry,When (UTC),Who");
  expect(line).toContain(",'=HYPERLINK(1),");
  expect((await ask(exported, org, "/export", await org.viewer.cookie())).status).toBe(403);
  expect((await read(org, "")).entries).toBe(2);
});

test("a table of a copy holds what the list shows, cell by cell, and its name says whose it is and of which day", async () => {
  const org = await makeOrganization();
  await write(org, [{ after: { name: "Front desk" } }]);
  await database().begin(async (tx) => {
    await tx`insert into public.audit_log (org_id, action, subject_type, actor_type, ip, request_id, before)
      values (${org.id}, 'agent.deleted', 'agent', 'job', '203.0.113.7', 'request-1', '{"name":"a, b"}')`;
  });
  const [second, first] = (await read(org, "")).data;
  const copy = await ask(exported, org, "/export");
  expect(copy.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(copy.headers.get("x-content-type-options")).toBe("nosniff");
  const day = new Date().toISOString().slice(0, 10);
  expect(copy.headers.get("content-disposition")).toBe(`attachment; filename="audit-log-${org.slug}-${day}.csv"`);
  const id = org.admin.userId;
  expect(copy.text.split("\r\n")).toEqual([
    "Entry,When (UTC),Who,Kind of actor,Actor id,What,On what,Kind of thing,Thing id,Before,After,Address,Request,Hash (SHA-256)",
    `2,${second?.recorded_at},,job,,agent.deleted,"a, b",agent,,"{""name"":""a, b""}",,203.0.113.7,request-1,${second?.hash}`,
    `1,${first?.recorded_at},${first?.actor_name},user,${id},agent.updated,Front desk,agent,,,"{""name"":""Front desk""}",,,${first?.hash}`,
    "",
  ]);
  expect((await ask(exported, org, "/export?format=jsonl")).text).toMatch(/^\{.*\}\n\{.*\}\n\{.*\}\n$/);
});

test("a thing is called what it is called now, and one that is gone what it was called when it changed", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  await database()`update public.agents set name = 'New name' where id = ${agent.id}`;
  const about = (subjectId: string | null, before: object | null, after: object | null) =>
    database()`insert into public.audit_log (org_id, action, subject_type, subject_id, actor_type, before, after)
      values (${org.id}, 'x', 'agent', ${subjectId}, 'job', ${before && database().json({ ...before })},
        ${after && database().json({ ...after })})`;
  const gone = crypto.randomUUID();
  await about(agent.id, { name: "Old name" }, { name: "Newer name" });
  await about(org.viewer.userId, null, { role: "org_admin" });
  await about(gone, { name: "Before" }, { name: "After" });
  await about(gone, { label: "Its label" }, null);
  await about(gone, { name: "Still its name" }, { paused: true });
  await about(gone, null, { email: "invited@example.com" });
  await about(null, null, { name: 7 });
  await about(null, null, null);
  const [row] = await database()`select full_name from public.profiles where user_id = ${org.viewer.userId}`;
  expect((await read(org, "")).data.map(({ subject_name }) => subject_name).toReversed()).toEqual([
    ...["New name", row?.full_name ?? null, "After", "Its label", "Still its name", "invited@example.com", null, null],
  ]);
  // Another organization's thing has no name here.
  const other = await makeOrganization();
  await database()`insert into public.audit_log (org_id, action, subject_type, subject_id, actor_type)
    values (${other.id}, 'x', 'agent', ${agent.id}, 'job')`;
  expect((await read(other, "")).data).toMatchObject([{ subject_name: null }]);
});

test("who acted is called by name: a person, a program by its key, nobody where a job did", async () => {
  const org = await makeOrganization();
  const key = await makeKey(org, ["calls:read"], { name: "Nightly report" });
  await write(org, [{ actor: ["api_key", key.id] }, { actor: ["job", "reconcile-agent"] }, {}]);
  const [row] = await database()`select full_name from public.profiles where user_id = ${org.admin.userId}`;
  const named = (await read(org, "?limit=3")).data.map(({ actor_type, actor_name }) => [actor_type, actor_name]);
  expect(named).toEqual([
    ["user", row?.full_name],
    ["job", null],
    ["api_key", "Nightly report"],
  ]);
});

test("a moment is exact: entries from it on, and before it", async () => {
  const org = await makeOrganization();
  await write(org, [{ days_ago: 5 }, { days_ago: 4 }, { days_ago: 3 }]);
  const [, middle] = (await read(org, "")).data;
  const at = Date.parse(middle?.recorded_at ?? "");
  const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  expect(placesOf(await read(org, `?from=${iso(at)}`))).toEqual([3, 2]);
  expect(placesOf(await read(org, `?from=${iso(at + 1)}`))).toEqual([3]);
  expect(placesOf(await read(org, `?to=${iso(at)}`))).toEqual([1]);
  expect(placesOf(await read(org, `?to=${iso(at + 1)}`))).toEqual([2, 1]);
});

test("a page says where the next begins; a cursor that is not one of this list, and a filter that is none, are refused", async () => {
  const org = await makeOrganization();
  await write(org, [{}, {}, {}]);
  const first = await read(org, "?limit=2");
  expect([placesOf(first), first.entries]).toEqual([[3, 2], 3]);
  const last = await read(org, `?limit=2&cursor=${first.next_cursor}`);
  expect([placesOf(last), last.next_cursor]).toEqual([[1], null]);
  const cursor = (key: unknown) => `cursor=${Buffer.from(JSON.stringify(key)).toString("base64url")}`;
  for (const query of [
    ...[cursor(["x"]), cursor(["1x"]), cursor(["x1"]), cursor(["1".repeat(19)]), cursor(["1", "2"]), "cursor=%20"],
    ...["seq=0", "seq=1.5", "subject_id=7", "action=", "actor_id=", "subject_type=", "from=yesterday", "to=2026-13-01"],
    ...[`action=${"x".repeat(101)}`, `actor_id=${"x".repeat(101)}`, `subject_type=${"x".repeat(101)}`],
    Array.from({ length: 51 }, () => "action=x").join("&"),
  ])
    expect((await ask(list, org, `?${query}`)).status, query).toBe(422);
  const most = Array.from({ length: 50 }, () => `action=${"x".repeat(100)}`).join("&");
  expect((await ask(list, org, `?${most}`)).status).toBe(200);
  expect((await ask(exported, org, "/export?format=xml")).status).toBe(422);
});
