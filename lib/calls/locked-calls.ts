import type { Context } from "../auth/context";

/**
 * Calls of the organization that are to be marked together, each locked until the transaction ends: in the order in which deliveries
 * lock theirs, so that neither waits for the other in a circle.
 */
export function lockedCalls(ctx: Context, ids: readonly string[]) {
  return ctx.tx
    .selectFrom("calls")
    .select("id")
    .where("org_id", "=", ctx.org.id)
    .where("id", "in", ids)
    .orderBy("provider")
    .orderBy("vendor_call_id")
    .forNoKeyUpdate();
}
