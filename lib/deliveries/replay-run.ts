import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";

export const REPLAY_DELIVERIES = "replay-deliveries";

/** Progress of replaying many deliveries. `done` counts what was applied or needed nothing, `failed` what could not be. */
export type ReplayRun = {
  id: string;
  state: "queued" | "running" | "completed" | "failed";
  total: number;
  done: number;
  failed: number;
  error: string | null;
  created_at: string;
  finished_at: string | null;
};

/** The progress of a replay of many. Throws `not_found`. */
export async function replayRun(ctx: Context, { id }: { id: string }): Promise<ReplayRun> {
  return describeRun(await replayRunRow(ctx, id));
}

export async function replayRunRow(ctx: Context, id: string): Promise<Selectable<DB["job_runs"]>> {
  const row = await ctx.tx
    .selectFrom("job_runs")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("name", "=", REPLAY_DELIVERIES)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such replay in this organization.");
  return row;
}

export function describeRun(row: Selectable<DB["job_runs"]>): ReplayRun {
  return {
    id: row.id,
    state: row.state,
    total: row.total ?? 0,
    done: row.done,
    failed: row.failed,
    error: row.error,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

/** Tells whoever watches that a replay of many moved on. */
export function announceRun(ctx: Context, run: ReplayRun): Promise<void> {
  return recordEvent(ctx, {
    name: "job_run.changed",
    subject: { type: "job_run", id: run.id },
    data: { name: REPLAY_DELIVERIES, state: run.state, done: run.done + run.failed, total: run.total },
  });
}
