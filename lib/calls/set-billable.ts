import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { callRow } from "./rows";

export const SetBillable = z.strictObject({
  is_billable: z.boolean(),
  reason: z.string().trim().max(500, "Keep the reason under 500 characters.").nullish(),
});

export type Billable = {
  id: string;
  is_billable: boolean;
  billable_reason: string | null;
  billable_changed_by: string | null;
  billable_changed_at: string | null;
};

const billing = ({ is_billable, billable_reason }: Pick<Billable, "is_billable" | "billable_reason">) => ({
  is_billable,
  billable_reason,
});

/**
 * Marks a call as billable or as a test call; the hourly totals follow in the same transaction. Who, when and why are
 * kept. Saying the same again changes nothing and states no fact. Throws `not_found`.
 */
export async function setBillable(
  ctx: Context,
  input: { id: string } & z.infer<typeof SetBillable>,
): Promise<Billable> {
  const reason = input.reason || null;
  const before = await callRow(ctx, input.id);
  const changed = await ctx.tx
    .updateTable("calls")
    .set({
      is_billable: input.is_billable,
      billable_reason: reason,
      billable_changed_by: ctx.actor.type === "user" ? ctx.actor.id : null,
      billable_changed_at: sql<Date>`clock_timestamp()`,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", input.id)
    .where((eb) =>
      eb.or([eb("is_billable", "!=", input.is_billable), eb("billable_reason", "is distinct from", reason)]),
    )
    .returning("id")
    .executeTakeFirst();
  if (changed) {
    await recordEvent(
      ctx,
      {
        name: "call.billable_changed",
        subject: { type: "call", id: input.id },
        data: { is_billable: input.is_billable },
      },
      difference(billing(before), { is_billable: input.is_billable, billable_reason: reason }),
    );
  }
  const row = await callRow(ctx, input.id);
  return {
    id: row.id,
    is_billable: row.is_billable,
    billable_reason: row.billable_reason,
    billable_changed_by: row.billable_changed_by,
    billable_changed_at: row.billable_changed_at?.toISOString() ?? null,
  };
}
