import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { arrayOfIds } from "./calls-at";
import { lockedCalls } from "./locked-calls";
import { recordMarked } from "./record-marked";
import { SetBillable } from "./set-billable";

export const SetBillableOfMany = SetBillable.extend({
  ids: z.array(z.uuid()).min(1, "Choose at least one call.").max(200, "Choose at most 200 calls at once."),
  /** By id, why single calls are marked, before `reason`: to take a change back hand over what it answered. */
  reasons: z.record(z.uuid(), z.string().trim().max(500, "Keep the reason under 500 characters.")).optional(),
});

/**
 * Marks up to 200 calls; ids that are not this organization's are left alone.
 * @returns the ids that changed, and by id the reasons that these calls had been given
 */
export async function setBillableOfMany(
  ctx: Context,
  { ids, is_billable, reason = null, reasons = {} }: z.infer<typeof SetBillableOfMany>,
): Promise<{ changed: string[]; reasons: Record<string, string> }> {
  const before = await lockedCalls(ctx, ids)
    .select("billable_reason")
    .where("is_billable", "!=", is_billable)
    .execute();
  const given = before.flatMap(({ id, billable_reason }) => (billable_reason ? [[id, billable_reason]] : []));
  const had: Record<string, string> = Object.fromEntries(given);
  const again = before.flatMap(({ id }) => (reasons[id] ? [[id, reasons[id]]] : []));
  const now: Record<string, string> = Object.fromEntries(again);
  if (before.length > 0) {
    await ctx.tx
      .updateTable("calls")
      .set({
        is_billable,
        billable_reason: sql`nullif(coalesce(${JSON.stringify(now)}::text::jsonb ->> id::text, ${reason}), '')`,
        billable_changed_by: ctx.actor.type === "user" ? ctx.actor.id : null,
        billable_changed_at: sql<Date>`clock_timestamp()`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where("org_id", "=", ctx.org.id)
      .where(sql<boolean>`id = any(${arrayOfIds(before)}::uuid[])`)
      .execute();
  }
  const marked = await recordMarked(ctx, "call.billable_changed", before, {
    said: { is_billable },
    before: { is_billable: !is_billable, ...(given.length > 0 && { billable_reasons: had }) },
    after: { is_billable, billable_reason: reason || null, ...(again.length > 0 && { billable_reasons: now }) },
  });
  return { ...marked, reasons: had };
}
