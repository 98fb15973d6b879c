import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../auth/context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/record-event";
import { defineJob, type Job } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { replayOne } from "../replay-one";
import { announceRun, describeRun, REPLAY_DELIVERIES, replayRunRow } from "../replay-run";

const BATCH = 20;
const Payload = z.object({ org_id: z.uuid(), run_id: z.uuid() });
const Input = z.object({ ids: z.array(z.uuid()) });

/**
 * Replays the deliveries of a run, each in its own transaction, and notes progress after every batch: a killed job goes on
 * where the last batch ended. When its time is up it hands the rest to a job of its own.
 */
export const replayDeliveries: Job<z.infer<typeof Payload>> = defineJob({
  name: REPLAY_DELIVERIES,
  schema: Payload,
  run: async (run) => {
    const open = <T>(work: (ctx: Context) => Promise<T>) => withJobContext(run, REPLAY_DELIVERIES, work);
    const { ids, settled } = await open((ctx) => begin(ctx, run.data.run_id));
    for (let at = settled; at < ids.length; at += BATCH) {
      if (Date.now() >= run.deadline) return open((ctx) => enqueue(ctx.tx, replayDeliveries, run.data));
      const progress = { done: 0, failed: 0 };
      for (const id of ids.slice(at, at + BATCH)) progress[await open((ctx) => replayQuietly(ctx, id))] += 1;
      await open((ctx) => advance(ctx, run.data.run_id, progress));
    }
    await open((ctx) => finish(ctx, run.data.run_id));
  },
});

async function begin(ctx: Context, runId: string): Promise<{ ids: string[]; settled: number }> {
  const row = await replayRunRow(ctx, runId);
  await ctx.tx
    .updateTable("job_runs")
    .set({ state: "running" })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .where("state", "=", "queued")
    .execute();
  return { ids: Input.parse(row.input).ids, settled: row.done + row.failed };
}

// A delivery that retention has removed since, or that turned out to be a copy, is counted and does not stop the rest.
async function replayQuietly(ctx: Context, id: string): Promise<"done" | "failed"> {
  try {
    const { state } = await replayOne(ctx, id);
    return state === "failed" ? "failed" : "done";
  } catch (error) {
    if (error instanceof AppError) return "failed";
    throw error;
  }
}

async function advance(ctx: Context, runId: string, progress: { done: number; failed: number }): Promise<void> {
  const row = await ctx.tx
    .updateTable("job_runs")
    .set({ done: sql`done + ${progress.done}`, failed: sql`failed + ${progress.failed}` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await announceRun(ctx, describeRun(row));
}

async function finish(ctx: Context, runId: string): Promise<void> {
  const row = await ctx.tx
    .updateTable("job_runs")
    .set({ state: "completed", finished_at: sql`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .where("state", "=", "running")
    .returningAll()
    .executeTakeFirst();
  if (!row) return;
  const run = describeRun(row);
  await announceRun(ctx, run);
  await recordEvent(ctx, {
    name: "delivery.replayed",
    subject: { type: "job_run", id: runId },
    data: { deliveries: run.done },
  });
}
