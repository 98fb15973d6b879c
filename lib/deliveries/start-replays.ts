import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { replayDeliveries } from "./jobs/replay-deliveries";
import { filtered } from "./list-deliveries";
import { announceRun, describeRun, REPLAY_DELIVERIES, type ReplayRun } from "./replay-run";
import type { DeliveryFilter, ReplayDeliveries } from "./schemas";

const LARGEST = 10_000;

/**
 * Starts replaying many deliveries, oldest first. What a filter finds is fixed now: a delivery that changes its state under
 * the replay cannot drop out of it. Duplicates are left out. Throws `invalid` when nothing or too much is found.
 */
export async function startReplays(ctx: Context, input: ReplayDeliveries): Promise<ReplayRun> {
  const ids = await chosen(ctx, "ids" in input ? { ids: input.ids } : input.filter);
  if (ids.length === 0) throw new AppError("invalid", "No delivery that can be replayed was found.");
  if (ids.length > LARGEST) {
    throw new AppError("invalid", `More than ${LARGEST.toLocaleString("en-US")} deliveries match. Narrow the filter.`);
  }
  const row = await ctx.tx
    .insertInto("job_runs")
    .values({
      org_id: ctx.org.id,
      name: REPLAY_DELIVERIES,
      total: ids.length,
      input: JSON.stringify({ ids }),
      started_by: ctx.actor.type === "user" ? ctx.actor.id : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const run = describeRun(row);
  await enqueue(ctx.tx, replayDeliveries, { org_id: ctx.org.id, run_id: run.id });
  await announceRun(ctx, run);
  const data = { deliveries: ids.length };
  await recordEvent(ctx, { name: "delivery.replay_started", subject: { type: "job_run", id: run.id }, data });
  return run;
}

async function chosen(ctx: Context, from: { ids: string[] } | DeliveryFilter): Promise<string[]> {
  let query = await filtered(ctx, "ids" in from ? {} : from);
  if ("ids" in from) query = query.where("d.id", "in", from.ids);
  const rows = await query
    .where("d.state", "!=", "duplicate")
    .select("d.id")
    .orderBy("d.id", "asc")
    .limit(LARGEST + 1)
    .execute();
  return rows.map((row) => row.id);
}
