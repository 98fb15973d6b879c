import { describe, expect, test } from "vitest";
import { GET as calls } from "@/app/api/v1/orgs/[org]/calls/route";
import { PATCH as update } from "@/app/api/v1/orgs/[org]/route";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { tellOfVisitJob } from "@/lib/ops/jobs/tell-of-visit";
import { runOutVisits } from "@/lib/ops/run-out-visits";
import { database } from "../../support/database";
import { mailTo } from "../../support/mailbox";
import type { TestOrganization } from "../../support/organization";
import { takingBack } from "../../support/taking-back";
import { change, leave, look, onVisit, reasonOf, WHY, WHY_CHANGE } from "../../support/visits";

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
