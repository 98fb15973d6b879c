import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { GET as drainRoute } from "@/app/api/cron/drain-jobs/route";
import { indexCallsJob } from "@/lib/calls/jobs/index-calls";
import { withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { drainJobs } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { readyQueues } from "@/lib/jobs/ready-queues";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

/** What would be done after the answer. */
const after = vi.hoisted(() => [] as unknown[]);
vi.mock("next/server", async (original) => ({
  ...(await original<typeof import("next/server")>()),
  after: (work: unknown) => void after.push(work),
}));

/** Other tests' jobs are theirs to run. */
vi.mock("@/lib/job-registry", () => ({ jobRegistry: [] }));

beforeEach(() => void after.splice(0));

type Options = Parameters<typeof enqueue>[3];

const put = (orgId: string, options?: Options) =>
  withTenant({ orgId }, (tx) => enqueue(tx, indexCallsJob, { org_id: orgId }, options));

test("a job that is put into the queue is asked for at once; one that is there already or put off is not", async () => {
  const { id } = await makeOrganization();
  const once = { singletonKey: randomUUID(), singletonSeconds: 3_600 };
  await put(id, once);
  expect(after).toHaveLength(1);
  await put(id, once);
  expect(after).toHaveLength(1);
  await put(id, { startAfter: 60 });
  expect(after).toHaveLength(1);
});

test("the cron looks for what nobody has queued, a process that has queued something does not", async () => {
  const asked = async (query: string) => {
    const authorization = `Bearer ${env().CRON_SECRET}`;
    const answer = await callRoute(drainRoute, { path: `/api/cron/drain-jobs${query}`, headers: { authorization } });
    return Object.keys(answer.json<object>());
  };
  expect(await asked("")).toContain("indexed_organizations");
  expect(await asked("?only=queued")).toEqual(["completed", "failed"]);
});

test("a queue is ready while a job in it may run, and not for one that is put off", async () => {
  const { id } = await makeOrganization();
  const job = { ...indexCallsJob, name: `test-${randomUUID()}`, execute: async () => undefined };
  const other = { ...job, name: `test-${randomUUID()}` };
  await withTenant({ orgId: id }, async (tx) => {
    await enqueue(tx, job, { org_id: id });
    await enqueue(tx, other, { org_id: id }, { startAfter: 3_600 });
  });
  const ready = () => readyQueues([job.name, other.name]);
  expect([...(await ready())]).toEqual([job.name]);
  expect(await drainJobs([other, job], Date.now() + 10_000)).toEqual({ completed: 1, failed: 0 });
  expect(await ready()).toEqual(new Set());
});
