import { sql } from "kysely";
import type { Context } from "../auth/context";
import { type AgentCounts, countAgents } from "./count-agents";
import { type Days, readDays } from "./days";
import { type FiguresRow, type SplitFigures, sumFigures } from "./figures";
import { type Attention, listAttention } from "./list-attention";

/** What the first screen of an organization says. Times ISO 8601 UTC; money millionths of `currency`. */
export type Overview = {
  now: string;
  day_start: string;
  time_zone: string;
  /** The currency vendors charge in. */
  currency: string;
  today: SplitFigures;
  /** Yesterday until the same time of day. */
  yesterday_until_now: SplitFigures;
  /** 24 hours of the local day; `today` is null for hours that have not begun. */
  hours: { hour: number; today: number | null; yesterday: number }[];
  live_calls: number;
  agents: AgentCounts;
  attention: Attention[];
  /** Whether any call was ever received. */
  has_calls: boolean;
};

type HourRow = FiguresRow & { is_today: boolean; local_hour: number; before_now: boolean };

/** Today against yesterday at the same time, by hour, and what needs a person. Reads the hourly totals, never counts a day's calls. */
export async function readOverview(ctx: Context): Promise<Overview> {
  const days = await readDays(ctx);
  const [hours, lastHour, facts, agents, attention] = await Promise.all([
    hourlyFigures(ctx, days),
    figuresBetween(ctx, days.yesterday_hour, days.yesterday_now),
    readFacts(ctx),
    countAgents(ctx),
    listAttention(ctx),
  ]);
  const today = hours.filter((row) => row.is_today);
  const yesterday = hours.filter((row) => !row.is_today);
  return {
    now: days.now.toISOString(),
    day_start: days.day_start.toISOString(),
    time_zone: ctx.org.time_zone,
    currency: facts.currency ?? ctx.org.currency,
    today: sumFigures(today),
    yesterday_until_now: sumFigures([...yesterday.filter((row) => row.before_now), ...lastHour]),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      today: hour > days.local_hour ? null : callsIn(today, hour),
      yesterday: callsIn(yesterday, hour),
    })),
    live_calls: facts.live_calls,
    agents,
    attention,
    has_calls: facts.has_calls,
  };
}

function callsIn(rows: readonly HourRow[], hour: number): number {
  return rows.filter((row) => row.local_hour === hour).reduce((sum, row) => sum + row.calls, 0);
}

async function hourlyFigures(ctx: Context, days: Days): Promise<HourRow[]> {
  const { rows } = await sql<HourRow>`
    select
      hour >= ${days.day_start} as is_today,
      extract(hour from hour at time zone ${ctx.org.time_zone})::int as local_hour,
      hour < ${days.yesterday_hour} as before_now,
      is_billable,
      sum(calls)::int as calls,
      sum(ended_calls)::int as ended_calls,
      sum(connected_calls)::int as connected_calls,
      sum(analyzed_calls)::int as analyzed_calls,
      sum(successful_calls)::int as successful_calls,
      sum(duration_ms)::bigint as duration_ms,
      sum(cost_micros)::bigint as cost_micros
    from call_hourly_stats
    where org_id = ${ctx.org.id}::uuid and hour >= ${days.yesterday_start} and hour < ${days.day_end}
    group by 1, 2, 3, 4`.execute(ctx.tx);
  return rows;
}

// The hour that is not over: at most one hour of calls is read, by index.
async function figuresBetween(ctx: Context, from: Date, to: Date): Promise<FiguresRow[]> {
  const { rows } = await sql<FiguresRow>`
    select
      is_billable,
      count(*)::int as calls,
      (count(*) filter (where status in ('ended', 'not_connected', 'error')))::int as ended_calls,
      (count(*) filter (where status = 'ended'))::int as connected_calls,
      (count(*) filter (where successful is not null))::int as analyzed_calls,
      (count(*) filter (where successful))::int as successful_calls,
      coalesce(sum(duration_ms), 0)::bigint as duration_ms,
      coalesce(sum(cost_micros), 0)::bigint as cost_micros
    from calls
    where org_id = ${ctx.org.id}::uuid and started_at >= ${from} and started_at < ${to}
    group by is_billable`.execute(ctx.tx);
  return rows;
}

async function readFacts(ctx: Context): Promise<{ live_calls: number; currency: string | null; has_calls: boolean }> {
  const { rows } = await sql<{ live_calls: number; currency: string | null; has_calls: boolean }>`
    select
      (select count(*)::int from calls
        where org_id = ${ctx.org.id}::uuid and status in ('registered', 'ringing', 'in_progress')
          and started_at > now() - interval '4 hours') as live_calls,
      (select cost_currency from calls
        where org_id = ${ctx.org.id}::uuid and cost_currency is not null
        order by started_at desc limit 1) as currency,
      exists (select from calls where org_id = ${ctx.org.id}::uuid) as has_calls`.execute(ctx.tx);
  return rows[0] ?? { live_calls: 0, currency: null, has_calls: false };
}
