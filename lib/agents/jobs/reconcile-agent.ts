import { sql } from "kysely";
import { z } from "zod";
import { recordEvent } from "../../events/record-event";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { Reached, reconcileAgent } from "../reconcile-agent";
import { isSettled, whyNotAsked } from "../why-not-asked";

const NAME = "reconcile-agent";

const Payload = z.object({
  org_id: z.uuid(),
  agent_id: z.uuid(),
  hours: z.number().int().positive(),
  settle_ms: z.number().int().min(0),
  /** The row that shows its progress to the person who started it. */
  run_id: z.uuid().optional(),
  /** How far the job before this one came. */
  reached: Reached.optional(),
});
type Payload = z.infer<typeof Payload>;

/** What is compared where nobody chose it; calls younger than a minute may be on their way. */
export const LAST_DAY = { hours: 24, settle_ms: 60_000 };

/** Compares one agent with its vendor; when its time is up, the rest is another job's. A key that the vendor refuses or that has ended is the agent's to show, not the queue's to repeat. */
export const reconcileAgentJob: Job<Payload> = defineJob({
  name: NAME,
  schema: Payload,
  retryLimit: 3,
  run: async (run) => {
    const { agent_id, hours, settle_ms, reached } = run.data;
    await note(run, { state: "running" });
    try {
      const result = await reconcileAgent((work) => withJobContext(run, NAME, work), {
        agentId: agent_id,
        hours,
        settleMs: settle_ms,
        deadline: run.deadline,
        requestId: run.jobId,
        reached,
        isRetried: run.attempt > 1,
      });
      const rest = result?.rest;
      if (rest) {
        await withJobContext(run, NAME, (ctx) => enqueue(ctx.tx, reconcileAgentJob, { ...run.data, reached: rest }));
        return;
      }
      await note(run, { state: "completed", done: result?.recovered_calls ?? 0 });
    } catch (error) {
      await note(run, { state: "failed", error: whyNotAsked(error) ?? "It did not finish." });
      if (!isSettled(error)) throw error;
    }
  },
});

async function note(
  run: JobRun<Payload>,
  progress: { state: "running" | "completed" | "failed"; done?: number; error?: string },
): Promise<void> {
  const { run_id, org_id } = run.data;
  if (!run_id) return;
  await withJobContext(run, NAME, async (ctx) => {
    await ctx.tx
      .updateTable("job_runs")
      .set({ ...progress, ...(progress.state !== "running" && { finished_at: sql`now()` }) })
      .where("org_id", "=", org_id)
      .where("id", "=", run_id)
      .execute();
    const data = { name: NAME, state: progress.state, done: progress.done ?? 0 };
    await recordEvent(ctx, { name: "job_run.changed", subject: { type: "job_run", id: run_id }, data });
  });
}
