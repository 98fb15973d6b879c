import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { arrayOfIds } from "./calls-at";
import { lockedCalls } from "./locked-calls";
import { recordMarked } from "./record-marked";

export const SetReviewedOfMany = z.strictObject({
  ids: z.array(z.uuid()).min(1, "Choose at least one call.").max(200, "Choose at most 200 calls at once."),
  is_reviewed: z.boolean(),
});

/**
 * Notes of up to 200 calls that somebody has looked at them, or takes that back; ids that are not this organization's are
 * left alone. @returns the ids that changed
 */
export async function setReviewedOfMany(
  ctx: Context,
  { ids, is_reviewed }: z.infer<typeof SetReviewedOfMany>,
): Promise<{ changed: string[] }> {
  const rows = await lockedCalls(ctx, ids)
    .where("reviewed_at", is_reviewed ? "is" : "is not", null)
    .execute();
  if (rows.length > 0) {
    await ctx.tx
      .updateTable("calls")
      .set({
        reviewed_at: is_reviewed ? sql<Date>`clock_timestamp()` : null,
        reviewed_by: is_reviewed && ctx.actor.type === "user" ? ctx.actor.id : null,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where("org_id", "=", ctx.org.id)
      .where(sql<boolean>`id = any(${arrayOfIds(rows)}::uuid[])`)
      .execute();
  }
  return recordMarked(ctx, "call.review_changed", rows, {
    said: { is_reviewed },
    before: { is_reviewed: !is_reviewed },
    after: { is_reviewed },
  });
}
