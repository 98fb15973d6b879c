import type { JobWithMetadata } from "pg-boss";
import { logger } from "../log/logger";
import { reportError } from "../log/report-error";
import { onTrail, trailOf } from "../log/trail";
import { jobDuration, jobs } from "../metrics/catalogue";
import { boss } from "./boss";
import { PermanentError, type QueuedJob } from "./define-job";
import { giveBack } from "./give-back";
import { DEAD_LETTERS, ensureQueue } from "./queues";
import { readyQueues } from "./ready-queues";

const BATCH = 10;
/** So long one queue is served before the next one has its turn. */
const TURN_MS = 8_000;

/**
 * Runs waiting jobs of the registry until none is left or the time is nearly up. Every queue has its turn, in which its jobs
 * have to be done or hand on the rest: slow ones keep none behind them waiting. In a queue whoever had jobs run in its turn
 * stands back until all others had theirs, however many jobs they have. Any number of drains may run at once, on any number of
 * machines.
 * @param deadline Unix milliseconds
 * @param signal ends it earlier, after the job at hand
 * @returns how many jobs were completed and how many failed
 */
export async function drainJobs(
  registry: QueuedJob[],
  deadline: number,
  signal?: AbortSignal,
): Promise<{ completed: number; failed: number }> {
  // An operator may give a job another try that nobody has queued here yet.
  for (const job of registry) await ensureQueue(job);
  const total = { completed: 0, failed: 0 };
  const queues = registry.map((job) => ({ job, served: new Set<string>() }));
  let found = true;
  const leftMs = () => (signal?.aborted ? 0 : deadline - Date.now());
  while (found && leftMs() > 0) {
    found = false;
    const ready = await readyQueues(registry.map(({ name }) => name));
    const waiting = queues.filter(({ job }) => ready.has(job.name));
    for (const [at, { job, served }] of waiting.entries()) {
      if (leftMs() <= 0) break;
      const share = Math.floor(leftMs() / (waiting.length - at));
      const ran = await drainQueue(job, served, Date.now() + Math.min(TURN_MS, share), signal);
      total.completed += ran.completed;
      total.failed += ran.failed;
      if (ran.completed + ran.failed > 0) found = true;
    }
  }
  return total;
}

async function drainQueue(
  job: QueuedJob,
  served: Set<string>,
  deadline: number,
  signal?: AbortSignal,
): Promise<{ completed: number; failed: number }> {
  const instance = await boss();
  const fetched = await fetchFairly(job.name, served);
  let begun = 0;
  let failed = 0;
  for (const one of fetched) {
    if (Date.now() >= deadline || signal?.aborted) {
      await giveBack(job.name, fetched.slice(begun));
      break;
    }
    begun += 1;
    if (one.groupId) served.add(one.groupId);
    const log = logger().child({ job: job.name });
    const started = performance.now();
    try {
      await onTrail({ job_id: one.id, ...organizationOf(one.data) }, () =>
        job.execute(one.data, { jobId: one.id, attempt: one.retryCount + 1, deadline, log }),
      );
      await instance.complete(job.name, one.id);
      jobs.add([job.name, "completed"]);
    } catch (error) {
      failed += 1;
      jobs.add([job.name, "failed"]);
      log.error({ error, attempt: one.retryCount + 1 }, "job failed");
      if (error instanceof PermanentError || one.retryCount >= one.retryLimit)
        await reportError(error, { ...trailOf(error), job: job.name });
      const reason = { message: error instanceof Error ? error.message : "unknown" };
      if (error instanceof PermanentError) await instance.send(DEAD_LETTERS, { ...one.data, job: job.name, reason });
      await (error instanceof PermanentError
        ? instance.cancel(job.name, one.id)
        : instance.fail(job.name, one.id, reason));
    } finally {
      jobDuration.observe([job.name], performance.now() - started);
    }
  }
  return { completed: begun - failed, failed };
}

/** The next jobs of those who were not served yet; once nobody else has any, of all. */
async function fetchFairly(queue: string, served: Set<string>): Promise<JobWithMetadata<object>[]> {
  const instance = await boss();
  const take = (ignoreGroups: string[]) =>
    instance.fetch<object>(queue, { batchSize: BATCH, includeMetadata: true, ignoreGroups });
  const others = served.size > 0 ? await take([...served]) : [];
  if (others.length > 0) return others;
  served.clear();
  return take([]);
}

function organizationOf(data: object): { org_id?: string } {
  return "org_id" in data && typeof data.org_id === "string" ? { org_id: data.org_id } : {};
}
