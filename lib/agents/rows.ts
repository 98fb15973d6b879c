import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { AppError } from "../errors";

export type AgentRow = Selectable<DB["agents"]>;

/** What has been seen of an agent at its vendor, before anything has: another vendor agent is looked at anew. */
export const UNSEEN_AT_VENDOR = {
  reconciled_at: null,
  reconciled_hours: null,
  reconciled_vendor_calls: null,
  reconciled_missing_calls: null,
  reconciliation_error: null,
  vendor_checked_at: null,
  vendor_problems: [],
  vendor_check_error: null,
};

/**
 * The agent of an id in this organization; throws `not_found`, also for deleted ones.
 * @param locked until the transaction ends nobody else changes it
 */
export async function agentOrThrow(ctx: Context, id: string, { locked = false } = {}): Promise<AgentRow> {
  const row = await ctx.tx
    .selectFrom("agents")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such agent in this organization.");
  return row;
}
