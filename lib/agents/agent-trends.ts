import { sql } from "kysely";
import { type Counted, summedHours } from "../analytics/counted";
import { latencyAt } from "../analytics/latency-at";
import type { Context } from "../auth/context";

const DAYS = 14;
const DELIVERIES = 50;

/** How an agent has been doing: the last 14 days in the organization's time zone, oldest first, and its newest deliveries. */
export type AgentTrend = {
  /** Days without calls are 0. */
  calls_by_day: number[];
  /** Median of the calls' median latencies (ms); null on days on which none was measured. */
  latency_by_day: (number | null)[];
  /** Of the newest deliveries, at most fifty: how many could be used. */
  recent_deliveries: { usable: number; all: number };
};

export const NO_TREND: AgentTrend = { calls_by_day: [], latency_by_day: [], recent_deliveries: { usable: 0, all: 0 } };

type Row = Pick<Counted, "calls" | "latency"> & { agent_id: string; days_ago: number };

/** The trend of each agent, from the hourly totals and a bounded look at the newest deliveries. */
export async function agentTrends(ctx: Context, agentIds: readonly string[]): Promise<Map<string, AgentTrend>> {
  if (agentIds.length === 0) return new Map();
  const [days, deliveries] = await Promise.all([readDays(ctx, agentIds), readDeliveries(ctx, agentIds)]);
  return new Map(
    agentIds.map((id) => {
      const own = Array.from({ length: DAYS }, (_, index) =>
        days.find((row) => row.agent_id === id && row.days_ago === DAYS - 1 - index),
      );
      const { usable = 0, all = 0 } = deliveries.find((row) => row.agent_id === id) ?? {};
      return [
        id,
        {
          calls_by_day: own.map((day) => day?.calls ?? 0),
          latency_by_day: own.map((day) => (day ? latencyAt(day.latency, 0.5) : null)),
          recent_deliveries: { usable, all },
        },
      ];
    }),
  );
}

async function readDays(ctx: Context, agentIds: readonly string[]): Promise<Row[]> {
  const zone = ctx.org.time_zone;
  const { rows } = await sql<Row>`
    select agent_id, days_ago, ${summedHours}
    from (
      select *, (now() at time zone ${zone})::date - (hour at time zone ${zone})::date as days_ago
      from call_hourly_stats
      where org_id = ${ctx.org.id}::uuid and agent_id = any(${[...agentIds]}::uuid[])
        and hour >= ((now() at time zone ${zone})::date - ${DAYS - 1}::int)::timestamp at time zone ${zone}
    ) as s
    group by agent_id, days_ago`.execute(ctx.tx);
  return rows;
}

// As a range of one, only the index of an agent's deliveries is in this order: by equality the planner walks everybody's from the
// newest, hoping to meet fifty of this agent's soon, and reads them all for one that has few.
async function readDeliveries(ctx: Context, agentIds: readonly string[]) {
  const { rows } = await sql<{ agent_id: string; usable: number; all: number }>`
    select wanted.id as agent_id, count(*)::int as all,
      (count(*) filter (where newest.state not in ('failed', 'unusable')))::int as usable
    from unnest(${[...agentIds]}::uuid[]) as wanted (id)
    cross join lateral (
      select state from inbound_events
      where org_id = ${ctx.org.id}::uuid and agent_id between wanted.id and wanted.id
      order by agent_id, id desc
      limit ${DELIVERIES}
    ) as newest
    group by wanted.id`.execute(ctx.tx);
  return rows;
}
