import { sql } from "kysely";
import type { Context } from "../auth/context";
import { type AgentCounts, countAgents } from "./count-agents";
import { type Attention, listAttention } from "./list-attention";
import { type Period, readPeriod } from "./read-period";

/** How things stand now, whatever period is looked at. Times ISO 8601 UTC. */
export type Overview = {
  now: string;
  time_zone: string;
  today: { calls: number };
  /** Yesterday until the same time of day. */
  yesterday_until_now: { calls: number };
  live_calls: number;
  agents: AgentCounts;
  attention: Attention[];
  /** Whether any call was ever received. */
  has_calls: boolean;
};

/** Today against yesterday at the same time, and what needs a person. Reads the hourly totals, never counts a day's calls. */
export async function readOverview(ctx: Context): Promise<Overview> {
  const period = await readPeriod(ctx, { range: "today" });
  const [calls, facts, agents, attention] = await Promise.all([
    countDays(ctx, period),
    readFacts(ctx),
    countAgents(ctx),
    listAttention(ctx),
  ]);
  return {
    now: period.now.toISOString(),
    time_zone: ctx.org.time_zone,
    today: { calls: calls.today },
    yesterday_until_now: { calls: calls.yesterday },
    live_calls: facts.live_calls,
    agents,
    attention,
    has_calls: facts.has_calls,
  };
}

async function countDays(ctx: Context, period: Period): Promise<{ today: number; yesterday: number }> {
  const { rows } = await sql<{ today: number; yesterday: number }>`
    select
      coalesce(sum(calls) filter (where hour >= ${period.start}), 0)::int as today,
      coalesce(sum(calls) filter (where hour < ${period.previous_hour}), 0)::int + (
        select count(*)::int from calls
        where org_id = ${ctx.org.id}::uuid and started_at >= ${period.previous_hour} and started_at < ${period.previous_end}
      ) as yesterday
    from call_hourly_stats
    where org_id = ${ctx.org.id}::uuid and hour >= ${period.previous_start} and hour < ${period.end}`.execute(ctx.tx);
  return rows[0] ?? { today: 0, yesterday: 0 };
}

async function readFacts(ctx: Context): Promise<{ live_calls: number; has_calls: boolean }> {
  const { rows } = await sql<{ live_calls: number; has_calls: boolean }>`
    select
      (select count(*)::int from calls
        where org_id = ${ctx.org.id}::uuid and status in ('registered', 'ringing', 'in_progress')
          and started_at > now() - interval '4 hours') as live_calls,
      exists (select from calls where org_id = ${ctx.org.id}::uuid) as has_calls`.execute(ctx.tx);
  return rows[0] ?? { live_calls: 0, has_calls: false };
}
