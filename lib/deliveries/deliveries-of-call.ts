import type { Context } from "../auth/context";
import { changesOf, type DeliveryChanges } from "./delivery-changes";
import type { deliveryStates } from "./schemas";

/** One line of a call's timeline. */
export type CallDelivery = {
  id: string;
  received_at: string;
  event_type: string;
  state: (typeof deliveryStates)[number];
  source: "webhook" | "reconciliation" | "test";
  changes: DeliveryChanges | null;
  duplicate_of: string | null;
  error: string | null;
};

const SHOWN = 300;

/** The newest deliveries of a call (at most 300), oldest first. */
export async function deliveriesOfCall(
  ctx: Context,
  call: { vendor_call_id: string; provider: "retell" | "vapi" },
): Promise<CallDelivery[]> {
  const rows = await ctx.tx
    .selectFrom("inbound_events")
    .select(["id", "received_at", "event_type", "state", "source", "changes", "duplicate_of", "error"])
    .where("org_id", "=", ctx.org.id)
    .where("vendor_call_id", "=", call.vendor_call_id)
    .where("provider", "=", call.provider)
    .orderBy("id", "desc")
    .limit(SHOWN)
    .execute();
  return rows.reverse().map((row) => ({
    ...row,
    received_at: row.received_at.toISOString(),
    changes: changesOf(row.changes),
  }));
}
