import { sql } from "kysely";
import type { Context } from "../auth/context";
import { type Replay, replayDelivery } from "../calls/replay-delivery";
import { inSavepoint } from "../db/tenant";
import { AppError } from "../errors";

/** What became of one replay; `failed` means that our side could not apply it again, and why. */
export type ReplayOutcome = Omit<Replay, "state"> & { state: Replay["state"] | "failed" };

/**
 * Replays one delivery. What the database refuses is undone and noted on the delivery instead of breaking the caller's
 * transaction. Throws `not_found`, and `conflict` for a duplicate: its event belongs to the delivery that came first.
 */
export async function replayOne(ctx: Context, id: string): Promise<ReplayOutcome> {
  await refuseDuplicate(ctx, id);
  try {
    return await inSavepoint(ctx.tx, (tx) => replayDelivery({ ...ctx, tx }, id));
  } catch (error) {
    if (error instanceof AppError) throw error;
    ctx.log.error({ error, delivery_id: id }, "a delivery could not be replayed");
    const reason = error instanceof Error ? error.message : "unknown";
    return { state: "failed", call_id: await noteFailure(ctx, id, reason), changed: {}, reason };
  }
}

async function refuseDuplicate(ctx: Context, id: string): Promise<void> {
  const delivery = await ctx.tx
    .selectFrom("inbound_events")
    .select(["state", "duplicate_of"])
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!delivery) throw new AppError("not_found", "There is no such delivery in this organization.");
  if (delivery.state === "duplicate") {
    throw new AppError("conflict", "This is a copy of an event that had arrived before. Replay the first one.", {
      duplicate_of: delivery.duplicate_of,
    });
  }
}

async function noteFailure(ctx: Context, id: string, reason: string): Promise<string | null> {
  const noted = await ctx.tx
    .updateTable("inbound_events")
    .set({ state: "failed", error: reason.slice(0, 2000), attempts: sql`attempts + 1` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .returning("call_id")
    .executeTakeFirst();
  return noted?.call_id ?? null;
}
