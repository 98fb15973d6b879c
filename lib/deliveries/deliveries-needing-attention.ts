import { sql } from "kysely";
import type { Context } from "../auth/context";

const COUNTED = 100;

export type Attention = {
  failed: { value: number; capped: boolean };
  unusable: { value: number; capped: boolean };
  last_received_at: string | null;
};

/** How many deliveries failed or could not be used (counted to a hundred), and when the newest one came. */
export async function deliveriesNeedingAttention(ctx: Context): Promise<Attention> {
  const count = (state: "failed" | "unusable") => sql<number>`(
    select count(*)::int from (
      select from inbound_events where org_id = ${ctx.org.id}::uuid and state = ${state} limit ${COUNTED + 1}
    ) as counted)`;
  const newest = sql<Date | null>`(select received_at from inbound_events where org_id = ${ctx.org.id}::uuid order by id desc limit 1)`;
  const { rows } = await sql<{ failed: number; unusable: number; newest: Date | null }>`
    select ${count("failed")} as failed, ${count("unusable")} as unusable, ${newest} as newest`.execute(ctx.tx);
  const [row] = rows;
  return {
    failed: capped(row?.failed ?? 0),
    unusable: capped(row?.unusable ?? 0),
    last_received_at: row?.newest?.toISOString() ?? null,
  };
}

function capped(value: number): { value: number; capped: boolean } {
  return { value: Math.min(value, COUNTED), capped: value > COUNTED };
}
