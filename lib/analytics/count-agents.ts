import { sql } from "kysely";
import { isFailingSql } from "../agents/failing";
import type { Context } from "../auth/context";

/**
 * How many agents are in which state. `rejecting` are those of the validated whose deliveries are refused: one that still
 * waits for its first has lost no voice that it had.
 */
export type AgentCounts = { total: number; validated: number; rejecting: number; waiting: number; paused: number };

/** Counts the organization's agents. */
export async function countAgents(ctx: Context): Promise<AgentCounts> {
  const { rows } = await sql<AgentCounts>`
    select
      count(*)::int as total,
      (count(*) filter (where status = 'validated'))::int as validated,
      (count(*) filter (where status = 'validated' and ${isFailingSql("agents")}))::int as rejecting,
      (count(*) filter (where status = 'waiting'))::int as waiting,
      (count(*) filter (where status = 'paused'))::int as paused
    from agents
    where org_id = ${ctx.org.id}::uuid and deleted_at is null`.execute(ctx.tx);
  return rows[0] ?? { total: 0, validated: 0, rejecting: 0, waiting: 0, paused: 0 };
}
