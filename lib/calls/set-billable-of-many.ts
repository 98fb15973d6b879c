import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { recordMarked } from "./record-marked";
import { SetBillable } from "./set-billable";

export const SetBillableOfMany = SetBillable.extend({
  ids: z.array(z.uuid()).min(1, "Choose at least one call.").max(200, "Choose at most 200 calls at once."),
});

/** Marks up to 200 calls; ids that are not this organization's are left alone. @returns the ids that changed */
export async function setBillableOfMany(
  ctx: Context,
  input: z.infer<typeof SetBillableOfMany>,
): Promise<{ changed: string[] }> {
  const rows = await ctx.tx
    .updateTable("calls")
    .set({
      is_billable: input.is_billable,
      billable_reason: input.reason || null,
      billable_changed_by: ctx.actor.type === "user" ? ctx.actor.id : null,
      billable_changed_at: sql<Date>`clock_timestamp()`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "in", input.ids)
    .where("is_billable", "!=", input.is_billable)
    .returning("id")
    .execute();
  return recordMarked(ctx, "call.billable_changed", rows, {
    said: { is_billable: input.is_billable },
    before: { is_billable: !input.is_billable },
    after: { is_billable: input.is_billable, billable_reason: input.reason || null },
  });
}
