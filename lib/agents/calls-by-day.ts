import { sql } from "kysely";
import type { Context } from "../auth/context";

const DAYS = 14;

/** Calls of each agent on each of the last 14 days (organization's time zone), oldest first; days without calls are 0. */
export async function callsByDay(ctx: Context, agentIds: readonly string[]): Promise<Map<string, number[]>> {
  if (agentIds.length === 0) return new Map();
  const zone = ctx.org.time_zone;
  const { rows } = await sql<{ agent_id: string; days_ago: number; calls: number }>`
    select agent_id, (now() at time zone ${zone})::date - (hour at time zone ${zone})::date as days_ago, sum(calls)::int as calls
    from call_hourly_stats
    where org_id = ${ctx.org.id}::uuid and agent_id = any(${[...agentIds]}::uuid[])
      and hour >= date_trunc('day', now(), ${zone}) - make_interval(days => ${DAYS - 1})
    group by 1, 2`.execute(ctx.tx);
  const days = new Map(agentIds.map((id) => [id, Array<number>(DAYS).fill(0)]));
  for (const { agent_id, days_ago, calls } of rows) {
    const place = DAYS - 1 - days_ago;
    const own = days.get(agent_id);
    if (own && place >= 0 && place < DAYS) own[place] = calls;
  }
  return days;
}
