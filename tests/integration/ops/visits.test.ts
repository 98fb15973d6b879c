import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { PUT as begin, DELETE as end } from "@/app/api/ops/organizations/[id]/visit/route";
import { POST as makeApiKey } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as calls } from "@/app/api/v1/orgs/[org]/calls/route";
import { POST as keepCredential } from "@/app/api/v1/orgs/[org]/credentials/route";
import { POST as invite } from "@/app/api/v1/orgs/[org]/invitations/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import { PATCH as update } from "@/app/api/v1/orgs/[org]/route";
import { withMember, withTenant } from "@/lib/db/tenant";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { tellOfVisitJob } from "@/lib/ops/jobs/tell-of-visit";
import { runOutVisits } from "@/lib/ops/run-out-visits";
import { openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeOperator, makeOrganization, openVisit, type TestOrganization } from "../../support/organization";
import { takingBack } from "../../support/taking-back";

type Handler = Parameters<typeof callRoute>[0];

const WHY = "Their calls do not arrive";
const WHY_CHANGE = "Their time zone is wrong";

const visit = (org: TestOrganization, cookie: string, body: object = { reason: WHY }) =>
  callRoute(begin, { path: "/", method: "PUT", params: { id: org.id }, cookie, body });

const leave = (org: TestOrganization, cookie: string) =>
  callRoute(end, { path: "/", method: "DELETE", params: { id: org.id }, cookie });

const look = (org: TestOrganization, cookie: string, handler: Handler = members) =>
  callRoute(handler, { path: "/", params: { org: org.slug }, cookie });

const change = (org: TestOrganization, cookie: string, handler: Handler, method: "POST" | "PATCH", body: object) =>
  callRoute(handler, { path: "/", method, params: { org: org.slug }, cookie, body });

const reasonOf = (answer: { json(): unknown }) =>
  (answer.json() as { error: { details?: { reason?: string } } }).error.details?.reason;

const maintain = () => runOutVisits({ requestId: "test", log: logger() });

/** Lets the time of an operator's visits be over. @returns when the last of them ended */
async function runOut(userId: string): Promise<{ ends_at: Date }> {
  const [visit] = await database()<{ ends_at: Date }[]>`
    update public.visits
    set begun_at = begun_at - interval '29 minutes', ends_at = date_trunc('milliseconds', now()) - interval '1 second'
    where operator_id = ${userId} returning ends_at`;
  if (!visit) throw new Error("there is no visit");
  return visit;
}

const endsOf = (org: TestOrganization) =>
  database()<{ action: string }[]>`
    select action, actor_type, actor_id, after from public.audit_log
    where org_id = ${org.id} and action in ('visit.ended', 'visit.ran_out') order by seq`;

async function onVisit(body: object = { reason: WHY }) {
  const [org, operator] = [await makeOrganization(), await makeOperator()];
  const cookie = await operator.cookie();
  const begun = await visit(org, cookie, body);
  expect(begun.status).toBe(200);
  return { org, operator, cookie, begun: begun.json<{ slug: string; ends_at: string }>() };
}

describe("an operator in an organization", () => {
  test("comes in on a visit alone, and the refusal says so", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    const refused = await look(org, cookie);
    expect([refused.status, reasonOf(refused)]).toEqual([403, "visit_needed"]);
    expect(refused.text).not.toContain(org.admin.email);
    expect((await visit(org, cookie)).status).toBe(200);
    expect((await look(org, cookie)).status).toBe(200);
  });

  test("stays half an hour at most: afterwards the database shuts the door by itself", async () => {
    const { org, operator, cookie, begun } = await onVisit();
    const minutes = (Date.parse(begun.ends_at) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThanOrEqual(30.1);
    for (let again = 0; again < 20; again++) expect((await visit(org, cookie)).status).toBe(200);
    const lengths = await database()`
      select distinct (ends_at - begun_at)::text as length from public.visits where operator_id = ${operator.userId}`;
    expect(lengths).toEqual([{ length: "00:30:00" }]);
    const longer = database()`
      update public.visits set ends_at = begun_at + interval '31 minutes' where operator_id = ${operator.userId}`;
    await expect(longer).rejects.toMatchObject({ code: "23514" });
    await database()`
      update public.visits set begun_at = now() - interval '20 minutes', ends_at = now() - interval '1 second'
      where operator_id = ${operator.userId}`;
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
  });

  test("leaves before that by a button, once", async () => {
    const { org, cookie } = await onVisit();
    expect((await leave(org, cookie)).status).toBe(204);
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
    expect((await leave(org, cookie)).status).toBe(409);
  });

  test("is let in by one session, into one organization", async () => {
    const { org, operator, cookie } = await onVisit();
    const other = await makeOrganization();
    expect(reasonOf(await look(org, await operator.cookie()))).toBe("visit_needed");
    expect(reasonOf(await look(other, cookie))).toBe("visit_needed");
  });

  test("says why, and shows who they are anew", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    expect((await visit(org, cookie, { reason: " " })).status).toBe(422);
    expect((await visit(org, cookie, { reason: WHY, changes_reason: "" })).status).toBe(422);
    await look(org, cookie);
    await database()`
      update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${operator.userId}`;
    expect(reasonOf(await visit(org, cookie))).toBe("proof_needed");
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
  });

  test("reads only, unless they have said why something must change: asked by the API and held by Postgres", async () => {
    const { org, operator, cookie } = await onVisit();
    const refused = await change(org, cookie, update, "PATCH", { name: "Renamed" });
    expect([refused.status, reasonOf(refused)]).toEqual([403, "reads_only"]);
    const sessionId = await openSession(operator.userId);
    await openVisit(operator.userId, org.id);
    const written = withMember({ userId: operator.userId, sessionId }, org.slug, (tx) =>
      tx.updateTable("organizations").set({ name: "Renamed" }).where("id", "=", org.id).execute(),
    );
    await expect(written).rejects.toMatchObject({ code: "25006" });
    expect((await visit(org, cookie, { reason: WHY, changes_reason: WHY_CHANGE })).status).toBe(200);
    expect((await change(org, cookie, update, "PATCH", { name: "Renamed" })).status).toBe(200);
  });

  test("makes no secrets and lets nobody in, even on a visit that may change things", async () => {
    const { org, cookie } = await onVisit({ reason: WHY, changes_reason: WHY_CHANGE });
    const attempts: [Handler, object][] = [
      [makeApiKey, { name: "Mine", scopes: ["calls:read"] }],
      [keepCredential, { kind: "slack", label: "Mine", secret: "xoxb-0123456789abcdef" }],
      [invite, { email: "mine@example.com", role: "org_admin" }],
    ];
    for (const [handler, body] of attempts) expect((await change(org, cookie, handler, "POST", body)).status).toBe(403);
  });
});

describe("a visit is announced", () => {
  test("in the audit log, with who, why and until when; and so is everything done on it", async () => {
    const { org, operator, cookie, begun } = await onVisit({ reason: WHY, changes_reason: WHY_CHANGE });
    await look(org, cookie, calls);
    await change(org, cookie, update, "PATCH", { name: "Renamed" });
    await leave(org, cookie);
    const entries = await database()`
      select action, actor_type, actor_id, after from public.audit_log where org_id = ${org.id} order by seq`;
    const by = { actor_type: "operator", actor_id: operator.userId };
    expect(entries).toMatchObject([
      { ...by, action: "visit.begun", after: { reason: WHY, changes_reason: WHY_CHANGE, ends_at: begun.ends_at } },
      { ...by, action: "organization.updated", after: { name: "Renamed" } },
      { ...by, action: "visit.ended" },
    ]);
  });

  test("and so is its end when no button ended it: once, as of when its time was over, however many look at once", async () => {
    const { org, operator, cookie } = await onVisit();
    await maintain();
    expect(await endsOf(org)).toEqual([]);
    const { ends_at } = await runOut(operator.userId);
    expect(reasonOf(await look(org, cookie))).toBe("visit_needed");
    await Promise.all([maintain(), maintain(), maintain()]);
    await maintain();
    expect(await endsOf(org)).toEqual([
      {
        ...{ action: "visit.ran_out", actor_type: "job", actor_id: "run-out-visits" },
        after: { operator_id: operator.userId, ended_at: ends_at.toISOString() },
      },
    ]);
    expect((await leave(org, cookie)).status).toBe(409);
  });

  test("as ended alone, when a button ended it before its time", async () => {
    const { org, operator, cookie } = await onVisit();
    await leave(org, cookie);
    await runOut(operator.userId);
    await maintain();
    expect((await endsOf(org)).map(({ action }) => action)).toEqual(["visit.ended"]);
  });

  test("control: without the condition on its end, the same look twice would write it twice", async () => {
    const { org, operator } = await onVisit();
    await runOut(operator.userId);
    const found = await takingBack(database(), async (tx) => {
      await tx.unsafe(`
        create or replace function private.run_out_visit(visit uuid)
        returns table (operator_id uuid, ends_at timestamptz) language sql as $$
          update public.visits v set ended_at = v.ends_at where v.id = visit returning v.operator_id, v.ends_at $$`);
      const look = () =>
        tx`select v.id, r.* from public.visits v, private.run_out_visit(v.id) r where v.org_id = ${org.id}`;
      return [(await look()).length, (await look()).length];
    });
    expect(found).toEqual([1, 1]);
    const real = await takingBack(database(), async (tx) => {
      await tx`select set_config('app.org_id', ${org.id}, true)`;
      const look = () =>
        tx`select v.id, r.* from public.visits v, private.run_out_visit(v.id) r where v.org_id = ${org.id}`;
      return [(await look()).length, (await look()).length];
    });
    expect(real).toEqual([1, 0]);
  });

  test("to every admin by mail, and to no viewer", async () => {
    const { org } = await onVisit();
    await drainJobs([tellOfVisitJob], Date.now() + 60_000);
    const mail = await mailTo(org.admin.email);
    expect(mail.subject).toBe(`Foyer's staff are in ${org.name}`);
    expect(mail.text).toContain(WHY);
    expect(mail.text?.replaceAll(/\s+/g, " ")).toContain("They can look, and change nothing.");
    await expect(mailTo(org.viewer.email, 200)).rejects.toThrow("No mail");
  });
});

describe("nobody else", () => {
  test("begins a visit: a member is told that there is nothing, and at the database's door as well", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    expect((await visit(org, await other.admin.cookie())).status).toBe(404);
    for (const door of [
      sql`select private.begin_visit('For no good reason', null, 30)`,
      sql`select private.end_visit()`,
      sql`insert into public.visits (org_id) values (${org.id})`,
    ]) {
      const passed = withTenant({ orgId: org.id, userId: org.admin.userId }, (tx) => door.execute(tx));
      await expect(passed).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("an operator who is a member comes in as such, and needs no visit", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    await database()`
      insert into public.memberships (org_id, user_id, role) values (${org.id}, ${operator.userId}, 'org_viewer')`;
    const cookie = await operator.cookie();
    expect((await look(org, cookie)).status).toBe(200);
    expect((await visit(org, cookie)).status).toBe(409);
  });

  test("control: a door that forgets to ask for a visit lets any operator in", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const sessionId = await openSession(operator.userId);
    const enter = () => withMember({ userId: operator.userId, sessionId }, org.slug, async (_tx, { role }) => role);
    await expect(enter()).rejects.toMatchObject({ details: { reason: "visit_needed" } });
    const entry = await takingBack(database(), async (tx) => {
      await tx.unsafe(`
        create or replace function private.open_visit(person uuid, session uuid, org uuid)
        returns table (id uuid, reason text, changes_reason text, ends_at timestamptz)
        language sql stable as $$ select gen_random_uuid(), 'none', null::text, now() $$`);
      const [row] = await tx<{ entry: string }[]>`
        select entry from private.enter_organization(${operator.userId}, ${org.slug}, ${sessionId})`;
      return row?.entry;
    });
    expect(entry).toBe("entered");
  });
});
