import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { GET as drainRoute } from "@/app/api/cron/drain-jobs/route";
import { enqueueIndexing } from "@/lib/calls/enqueue-indexing";
import { withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { defineJob, type QueuedJob } from "@/lib/jobs/define-job";
import { drainJobs } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

/** Other tests' jobs are theirs to run. */
const registry = vi.hoisted(() => [] as QueuedJob[]);
vi.mock("@/lib/job-registry", () => ({ jobRegistry: registry }));
vi.mock("@/lib/calls/enqueue-indexing", () => ({ enqueueIndexing: vi.fn(async () => 0) }));

/** A job of a queue of its own, so many of which wait, and what its runs have seen. The first may take until its time is up, or each so long. */
async function waiting(jobs: number, { slow = false, eachMs = 0 } = {}) {
  const { id } = await makeOrganization();
  const runs: { attempt: number; late: boolean }[] = [];
  const deadlines: number[] = [];
  const job = defineJob({
    name: `test-${randomUUID()}`,
    schema: z.object({ org_id: z.uuid() }),
    run: async ({ attempt, deadline }) => {
      runs.push({ attempt, late: Date.now() >= deadline });
      deadlines.push(deadline);
      if (slow && runs.length === 1) await new Promise((resolve) => setTimeout(resolve, deadline - Date.now() + 10));
      else if (eachMs > 0) await new Promise((resolve) => setTimeout(resolve, eachMs));
    },
  });
  await withTenant({ orgId: id }, async (tx) => {
    for (let at = 0; at < jobs; at += 1) await enqueue(tx, job, { org_id: id });
  });
  return { job, runs, deadlines };
}

test("jobs that were fetched and not begun when the time is up go back, and it costs them no try", async () => {
  const { job, runs } = await waiting(3, { slow: true });
  expect(await drainJobs([job], Date.now() + 1_000)).toEqual({ completed: 1, failed: 0 });
  const left = await database()`
    select state, retry_count, started_on from pgboss.job where name = ${job.name} and state <> 'completed'`;
  const untouched = { state: "created", retry_count: 0, started_on: null };
  expect(left).toEqual([untouched, untouched]);
  expect(await drainJobs([job], Date.now() + 10_000)).toEqual({ completed: 2, failed: 0 });
  expect(runs).toEqual(Array(3).fill({ attempt: 1, late: false }));
});

test("a job that was tried before keeps the tries it has had", async () => {
  const { job, runs } = await waiting(2, { slow: true });
  await database()`update pgboss.job set state = 'retry', retry_count = 3, started_on = now() where name = ${job.name}`;
  await drainJobs([job], Date.now() + 1_000);
  await drainJobs([job], Date.now() + 10_000);
  expect(runs).toEqual(Array(2).fill({ attempt: 5, late: false }));
});

test("a queue of slow jobs leaves the next one its turn, and they lose no try by it", async () => {
  const [slow, quick] = [await waiting(12, { eachMs: 300 }), await waiting(1)];
  await drainJobs([slow.job, quick.job], Date.now() + 2_000);
  expect(quick.runs).toEqual([{ attempt: 1, late: false }]);
  await drainJobs([slow.job, quick.job], Date.now() + 30_000);
  expect(slow.runs).toEqual(Array(12).fill({ attempt: 1, late: false }));
});

test("whoever has many slow jobs leaves the next one in the same queue their turn", async () => {
  const busy = await waiting(25, { eachMs: 100 });
  const { id } = await makeOrganization();
  await withTenant({ orgId: id }, (tx) => enqueue(tx, busy.job, { org_id: id }));
  await drainJobs([busy.job], Date.now() + 1_500);
  const [quiet] = await database()`
    select state from pgboss.job where name = ${busy.job.name} and data ->> 'org_id' = ${id}`;
  expect(quiet).toEqual({ state: "completed" });
  await drainJobs([busy.job], Date.now() + 30_000);
  expect(busy.runs).toEqual(Array(26).fill({ attempt: 1, late: false }));
});

test("each of several queues has its time in whole milliseconds, as timers take them", async () => {
  const queues = [await waiting(1), await waiting(1), await waiting(1)];
  await drainJobs(
    queues.map(({ job }) => job),
    Date.now() + 10_000,
  );
  const given = queues.flatMap(({ deadlines }) => deadlines);
  expect(given).toEqual(given.map(Math.floor));
  expect(given).toHaveLength(3);
});

test("a drain that is told to end does so after the job at hand", async () => {
  const stop = new AbortController();
  const { job, runs } = await waiting(3);
  const run = job.execute;
  const stopping = { ...job, execute: (...given: Parameters<typeof run>) => run(...given).finally(() => stop.abort()) };
  expect(await drainJobs([stopping], Date.now() + 10_000, stop.signal)).toEqual({ completed: 1, failed: 0 });
  await drainJobs([job], Date.now() + 10_000);
  expect(runs).toEqual(Array(3).fill({ attempt: 1, late: false }));
});

test("the cron runs what is queued although one of its looks failed, and says that it did", async () => {
  const { job, runs } = await waiting(1);
  registry.push(job);
  vi.mocked(enqueueIndexing).mockRejectedValueOnce(new Error("the index is away"));
  const authorization = `Bearer ${env().CRON_SECRET}`;
  const minute = () => callRoute(drainRoute, { path: "/api/cron/drain-jobs", headers: { authorization } });
  expect((await minute()).status).toBe(500);
  expect(runs).toHaveLength(1);
  const answer = await minute();
  expect(answer.status).toBe(200);
  expect(answer.json()).toMatchObject({ indexed_organizations: 0, completed: 0, failed: 0 });
});
