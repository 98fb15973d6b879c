import { type RawBuilder, sql } from "kysely";
import type { Context } from "../auth/context";

const COUNTED = 100;

export type Attention = {
  failed: { value: number; capped: boolean };
  unusable: { value: number; capped: boolean };
  /** When the newest of those that failed or could not be used came. */
  last_needing_received_at: string | null;
  /** When the newest delivery of all came. */
  last_received_at: string | null;
};

/** How many deliveries failed or could not be used (counted to a hundred), when the newest of them and of all came. */
export async function deliveriesNeedingAttention(ctx: Context): Promise<Attention> {
  const count = (state: "failed" | "unusable") => sql<number>`(
    select count(*)::int from (
      select from inbound_events where org_id = ${ctx.org.id}::uuid and state = ${state} limit ${COUNTED + 1}
    ) as counted)`;
  const newest = (narrowed: RawBuilder<unknown>) => sql<Date | null>`(
    select received_at from inbound_events where org_id = ${ctx.org.id}::uuid ${narrowed} order by id desc limit 1)`;
  const inState = (state: "failed" | "unusable") => newest(sql`and state = ${state}`);
  const { rows } = await sql<{ failed: number; unusable: number; needing: Date | null; newest: Date | null }>`
    select ${count("failed")} as failed, ${count("unusable")} as unusable, ${newest(sql``)} as newest,
      greatest(${inState("failed")}, ${inState("unusable")}) as needing`.execute(ctx.tx);
  const [row] = rows;
  return {
    failed: capped(row?.failed ?? 0),
    unusable: capped(row?.unusable ?? 0),
    last_needing_received_at: row?.needing?.toISOString() ?? null,
    last_received_at: row?.newest?.toISOString() ?? null,
  };
}

function capped(value: number): { value: number; capped: boolean } {
  return { value: Math.min(value, COUNTED), capped: value > COUNTED };
}
