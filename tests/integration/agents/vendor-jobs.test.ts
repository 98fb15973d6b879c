import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET as reconcileAll } from "@/app/api/cron/reconcile/route";
import { PUT as removeOrganization } from "@/app/api/ops/organizations/[id]/deletion/route";
import { POST as pause, DELETE as resume } from "@/app/api/v1/orgs/[org]/agents/[id]/pause/route";
import { POST as reconcile } from "@/app/api/v1/orgs/[org]/agents/[id]/reconciliations/route";
import { PATCH as change, GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { checkAgentJob } from "@/lib/agents/jobs/check-agent";
import { reconcileAgentJob } from "@/lib/agents/jobs/reconcile-agent";
import { reconcileAgent } from "@/lib/agents/reconcile-agent";
import type { Context } from "@/lib/auth/context";
import { env } from "@/lib/env";
import { enqueueUnappliedDeliveries } from "@/lib/ingest/enqueue-unapplied-deliveries";
import { applyKeptDeliveries } from "@/lib/ingest/jobs/apply-kept-deliveries";
import type { QueuedJob } from "@/lib/jobs/define-job";
import { drainJobs } from "@/lib/jobs/drain";
import { DEAD_LETTERS } from "@/lib/jobs/queues";
import { withJobContext } from "@/lib/jobs/with-job-context";
import { logger } from "@/lib/log/logger";
import { makeAgent } from "../../support/agent";
import { newestDelivery } from "../../support/call";
import { aboutAgent, connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { falteringVendor } from "../../support/faltering-vendor";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";
import { forgetVendorAgent, placeVendorCall } from "../../support/vendor-sandbox";

/*
 * The scheduler gives every agent of the database a job, and a drain takes whatever waits, whoever's it is. So this file
 * alone runs the scheduler and drains these jobs: its tests follow one another, and none meddles with another's agent.
 */
// The schedule asks about every agent that other tests have made as well.
const drain = () => drainJobs([reconcileAgentJob, checkAgentJob], Date.now() + 60_000);

const retell = falteringVendor("retell");

const schedule = (headers = { authorization: `Bearer ${env().CRON_SECRET}` }) =>
  callRoute(reconcileAll, { path: "/api/cron/reconcile", headers });

describe("comparing with the vendor", () => {
  test.each(["retell", "vapi"] as const)("%s: fetches calls that were never delivered, once", async (provider) => {
    const { org, cookie, agent, vendorAgent, key } = await connectableAgent(provider, { withVendorId: true });
    if (provider === "vapi") await saveVendorKey(org, provider, key);
    const ids = [await placeVendorCall(vendorAgent.id), await placeVendorCall(vendorAgent.id, "no-answer")];
    const start = () =>
      callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", { hours: 24 }));
    const started = await start();
    expect(started.status).toBe(202);
    const waiting = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(waiting.is_reconciling).toBe(true);
    await drain();
    const calls = await database()<{ vendor_call_id: string; status: string; has_party: boolean }[]>`
      select vendor_call_id, status, party_ciphertext is not null as has_party
      from public.calls where org_id = ${org.id}`;
    expect(calls.map(({ has_party }) => has_party)).toEqual([true, true]);
    expect(new Set(calls.map((call) => call.vendor_call_id))).toEqual(new Set(ids));
    expect(new Set(calls.map((call) => call.status))).toEqual(new Set(["ended", "not_connected"]));
    const sources = await database()`select distinct source from public.inbound_events where org_id = ${org.id}`;
    expect(sources).toEqual([{ source: "reconciliation" }]);
    const checked = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(checked).toMatchObject({
      is_reconciling: false,
      status: "waiting",
      reconciliation: { hours: 24, vendor_calls: 2, missing_calls: 0, error: null },
    });
    await start();
    await drain();
    const events = await database()<{ data: object }[]>`
      select data from public.events where org_id = ${org.id} and name = 'agent.reconciled' order by id`;
    expect(events.map(({ data }) => data)).toEqual([
      { vendor_calls: 2, missing_calls: 0, recovered_calls: 2 },
      { vendor_calls: 2, missing_calls: 0, recovered_calls: 0 },
    ]);
  });

  test.each(["retell", "vapi"] as const)(
    "%s: goes on where its time was up, until all calls are here",
    async (provider) => {
      const { org, cookie, agent, vendorAgent, key } = await connectableAgent(provider, { withVendorId: true });
      if (provider === "vapi") await saveVendorKey(org, provider, key);
      const ids: string[] = [];
      for (let calls = 0; calls < 4; calls += 1) ids.push(await placeVendorCall(vendorAgent.id));
      const started = await callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", {}));
      const attempts: number[] = [];
      // No job has any time: each brings one call.
      const hurried: QueuedJob = {
        ...reconcileAgentJob,
        execute: (data, run) => {
          attempts.push(run.attempt);
          return reconcileAgentJob.execute(data, { ...run, deadline: Date.now() });
        },
      };
      await drainJobs([hurried], Date.now() + 15_000);
      const calls = await database()<{ id: string }[]>`
      select vendor_call_id as id from public.calls where org_id = ${org.id}`;
      expect(new Set(calls.map(({ id }) => id))).toEqual(new Set(ids));
      expect(attempts).toEqual([1, 1, 1, 1, 1]);
      const facts = await database()`
      select data from public.events where org_id = ${org.id} and name = 'agent.reconciled'`;
      expect(facts).toEqual([{ data: { vendor_calls: 4, missing_calls: 0, recovered_calls: 4 } }]);
      const [run] =
        await database()`select state, done from public.job_runs where id = ${started.json<{ id: string }>().id}`;
      expect(run).toEqual({ state: "completed", done: 4 });
    },
  );

  test.each([
    { what: "is silent when its time is nearly up", fault: "silence" as const, leftMs: 1_500 },
    { what: "stumbles", fault: 503, leftMs: 8_000 },
  ])("keeps what it brought where the vendor $what after some calls", async ({ fault, leftMs }) => {
    const { org, cookie, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    for (let calls = 0; calls < 4; calls += 1) await placeVendorCall(vendorAgent.id);
    const started = await callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", {}));
    const fetched = new Set<string>();
    const attempts: number[] = [];
    const cut: QueuedJob = {
      ...reconcileAgentJob,
      execute: (data, run) => {
        if (JSON.stringify(data).includes(agent.id)) attempts.push(run.attempt);
        if (attempts.length > 1) retell.mend();
        return reconcileAgentJob.execute(data, { ...run, deadline: Date.now() + leftMs });
      },
    };
    retell.falter((path) => {
      if (!path.startsWith("/v2/get-call/")) return undefined;
      fetched.add(path);
      return fetched.size > 3 ? fault : undefined;
    });
    await drainJobs([cut], Date.now() + 30_000);
    expect(attempts).toEqual([1, 1]);
    const [run] =
      await database()`select state, done from public.job_runs where id = ${started.json<{ id: string }>().id}`;
    expect(run).toEqual({ state: "completed", done: 4 });
  });

  test("leaves a call that its vendor never hands out, brings the others, and says so until it is here", async () => {
    const { org, cookie, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    const ids: string[] = [];
    for (let calls = 0; calls < 3; calls += 1) ids.push(await placeVendorCall(vendorAgent.id));
    retell.falter((path) => (path.endsWith(`/${ids[1]}`) ? 500 : undefined));
    const compare = async () => {
      const started = await callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", {}));
      await drain();
      await database()`
        update pgboss.job set start_after = now()
        where name = 'reconcile-agent' and state = 'retry' and data->>'agent_id' = ${agent.id}`;
      await drain();
      const [run] =
        await database()`select state, done from public.job_runs where id = ${started.json<{ id: string }>().id}`;
      return run;
    };
    const told = async () =>
      (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>().reconciliation;
    expect(await compare()).toEqual({ state: "completed", done: 2 });
    const error = "One call could not be read. Retell has trouble just now (500). Try again in a moment.";
    expect(await told()).toMatchObject({ vendor_calls: 3, missing_calls: 1, error });
    retell.mend();
    expect(await compare()).toEqual({ state: "completed", done: 1 });
    expect(await told()).toMatchObject({ vendor_calls: 3, missing_calls: 0, error: null });
  });

  test("keeps nothing of a vendor agent that it is not pointed at any more", async () => {
    const { org, cookie, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    await placeVendorCall(vendorAgent.id);
    const run = { data: { org_id: org.id }, jobId: "test", attempt: 1, deadline: Date.now() + 30_000, log: logger() };
    let isElsewhere = false;
    const inTransaction = async <T>(work: (ctx: Context) => Promise<T>) => {
      const answer = await withJobContext(run, "test", work);
      const elsewhere = { vendor_agent_id: "agent_elsewhere" };
      if (!isElsewhere)
        await callRoute(change, { ...aboutAgent(org, cookie, agent.id, "", "POST", elsewhere), method: "PATCH" });
      isElsewhere = true;
      return answer;
    };
    const span = { agentId: agent.id, hours: 24, settleMs: 0, deadline: run.deadline, requestId: run.jobId };
    await reconcileAgent(inTransaction, span);
    const now = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(now).toMatchObject({ vendor_agent_id: "agent_elsewhere", reconciliation: null });
    const facts = await database()`select from public.events where org_id = ${org.id} and name = 'agent.reconciled'`;
    expect(facts).toEqual([]);
  });

  test("keeps the vendor's refusal on the agent, in words, and does not go on asking", async () => {
    const { org, cookie, agent } = await connectableAgent("retell", { withVendorId: true });
    await database()`delete from public.credentials where org_id = ${org.id}`;
    const wrong = { secret: `wrong_${randomBytes(14).toString("hex")}` };
    await callRoute(change, { ...aboutAgent(org, cookie, agent.id, "", "POST", wrong), method: "PATCH" });
    const started = await callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", {}));
    await drain();
    const detail = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(detail.reconciliation?.error).toContain("does not accept this key");
    const [run] =
      await database()`select state, error from public.job_runs where id = ${started.json<{ id: string }>().id}`;
    expect(run).toMatchObject({ state: "failed", error: detail.reconciliation?.error });
  });

  test("is an admin's, with a span we know", async () => {
    const { org, agent, cookie } = await connectableAgent("retell");
    const post = (by: string | undefined, body: object) =>
      callRoute(reconcile, aboutAgent(org, by, agent.id, "/reconciliations", "POST", body));
    expect((await post(undefined, {})).status).toBe(401);
    expect((await post(await org.viewer.cookie(), {})).status).toBe(403);
    expect((await post(cookie, { hours: 5 })).status).toBe(422);
    expect((await post(await (await makeOrganization()).admin.cookie(), {})).status).toBe(404);
  });
});

describe("an agent that resumes while it is compared", () => {
  /** A comparison with one call at the vendor, of a paused agent that is resumed right after so many transactions of it. */
  async function compareAndResumeAfter(transactions: number) {
    const { org, cookie, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    const vendorCall = await placeVendorCall(vendorAgent.id);
    await callRoute(pause, aboutAgent(org, cookie, agent.id, "", "POST"));
    const run = { data: { org_id: org.id }, jobId: "test", attempt: 1, deadline: Date.now() + 30_000, log: logger() };
    let done = 0;
    const inTransaction = async <T>(work: (ctx: Context) => Promise<T>) => {
      const answer = await withJobContext(run, "test", work);
      done += 1;
      if (done === transactions) {
        await callRoute(resume, aboutAgent(org, cookie, agent.id, "", "DELETE"));
        await drainJobs([applyKeptDeliveries], Date.now() + 10_000);
      }
      return answer;
    };
    const span = { agentId: agent.id, hours: 24, settleMs: 0, deadline: run.deadline, requestId: run.jobId };
    const result = await reconcileAgent(inTransaction, span);
    const calls = () => database()`select vendor_call_id from public.calls where org_id = ${org.id}`;
    const states = () => database()`select state from public.inbound_events where org_id = ${org.id}`;
    return { org, cookie, agent, result, calls, states, expected: [{ vendor_call_id: vendorCall }] };
  }

  test("has its calls at once where it resumed before they were compared", async () => {
    const { result, calls, states, expected } = await compareAndResumeAfter(1);
    expect(result).toMatchObject({ missing_calls: 0, recovered_calls: 1 });
    expect(await calls()).toEqual(expected);
    expect(await states()).toEqual([{ state: "applied" }]);
  });

  test("has them within a minute where it resumed later; one that stays paused keeps them", async () => {
    const { org, cookie, agent, calls, states, expected } = await compareAndResumeAfter(2);
    const minute = async () => {
      await database()`
        update public.inbound_events set received_at = now() - interval '1 minute' where org_id = ${org.id}`;
      await enqueueUnappliedDeliveries();
      await drainJobs([applyKeptDeliveries], Date.now() + 10_000);
    };
    await callRoute(pause, aboutAgent(org, cookie, agent.id, "", "POST"));
    await minute();
    const asked = () => database()`
      select from pgboss.job where name = 'apply-kept-deliveries' and singleton_key = ${`received:${org.id}`}`;
    expect([await asked(), await calls(), await states()]).toEqual([[], [], [{ state: "received" }]]);
    await database()`update public.agents set paused_at = null where id = ${agent.id}`;
    await minute();
    expect(await asked()).toHaveLength(1);
    expect(await calls()).toEqual(expected);
    expect(await states()).toEqual([{ state: "applied" }]);
  });
});

describe("the schedule", () => {
  test("compares every agent, and is the scheduler's alone", async () => {
    const { agent } = await connectableAgent("retell", { withVendorId: true });
    expect((await schedule({ authorization: "Bearer guessed" })).status).toBe(401);
    expect((await schedule()).status).toBe(200);
    const jobs = await database()`
      select id from pgboss.job where name = 'reconcile-agent' and data->>'agent_id' = ${agent.id}`;
    expect(jobs).toHaveLength(1);
  });

  test("looks at an agent by itself, and one that is gone at the vendor is said to be", async () => {
    const { org, cookie, agent, vendorAgent } = await connectableAgent("retell", { withVendorId: true });
    await forgetVendorAgent(vendorAgent.id);
    expect((await schedule()).status).toBe(200);
    await drain();
    const now = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    expect(now).toMatchObject({ vendor_problems: ["gone"] });
    expect(now.vendor_checked_at).not.toBeNull();
  });

  test("asks nothing for an organization that was deleted, whose jobs could only fail for good", async () => {
    const [gone, here] = [await makeOrganization(), await makeOrganization()];
    const operator = await makeOperator();
    for (const org of [gone, here]) {
      const agent = await makeAgent(org.id, "retell");
      await deliver(agent, bodiesOfCall(agent).bodies[0] ?? "");
      await database()`
        update public.inbound_events set state = 'failed', attempts = 1, received_at = now() - interval '1 minute'
        where id = ${(await newestDelivery(org.id)).id}`;
    }
    const deletion = { path: "/", params: { id: gone.id }, method: "PUT" as const, body: { slug: gone.slug } };
    const deleted = await callRoute(removeOrganization, { ...deletion, cookie: await operator.cookie() });
    expect(deleted.status).toBe(204);
    expect((await schedule()).status).toBe(200);
    await enqueueUnappliedDeliveries();
    const asked = async (org: { id: string }) => {
      const jobs = await database()<{ name: string }[]>`
        select name from pgboss.job where data->>'org_id' = ${org.id}
          and name in ('reconcile-agent', 'check-agent', 'apply-kept-deliveries', ${DEAD_LETTERS}) order by name`;
      return jobs.map(({ name }) => name);
    };
    await drainJobs([reconcileAgentJob, checkAgentJob, applyKeptDeliveries], Date.now() + 15_000);
    expect(await asked(gone)).toEqual([]);
    expect(await asked(here)).toEqual(["apply-kept-deliveries", "check-agent", "reconcile-agent"]);
    const states = await database()`select state from public.inbound_events where org_id = ${here.id}`;
    expect(states).toEqual([{ state: "applied" }]);
  });
});
