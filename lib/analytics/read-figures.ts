import { type RawBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import { type Bin, binsOf } from "./bins";
import { addCounted, type Counted, summedCalls, summedHours } from "./counted";
import { type Figures, figuresOf } from "./figures";
import { type Period, readPeriod } from "./read-period";
import type { ReadFigures } from "./schemas";

/** Figures of a period, and of the one before it. Times ISO 8601 UTC; days of `time_zone`; money millionths of `currency`. */
export type PeriodFigures = {
  now: string;
  time_zone: string;
  currency: string;
  period: Pick<Period, "from" | "to" | "days" | "previous_from" | "previous_to" | "is_running">;
  figures: Figures;
  previous: Figures;
  /** Hours of the clock up to two days, days beyond. */
  unit: "hour" | "day";
  bins: Bin[];
  /** Busiest first. */
  agents: { agent: { id: string; name: string; provider: "retell" | "vapi" }; figures: Figures; previous: Figures }[];
  /** Calls by weekday (Monday first) and hour of the day; null for a period of less than a week. */
  week: number[][] | null;
};

/** From here on weekdays can be told apart. */
const A_WEEK = 7;

export type SummedRow = Counted & {
  is_before: boolean;
  /** Set in rows of a bin: a local day or an hour. */
  day: string | null;
  hour: Date | null;
  agent_id: string | null;
  weekday: number | null;
  hour_of_day: number | null;
};

/** Reads the hourly totals and never counts a period's calls: the cost is that of the period's hours, not of the organization. */
export async function readFigures(ctx: Context, query: ReadFigures): Promise<PeriodFigures> {
  const period = await readPeriod(ctx, query);
  const unit = period.days <= 2 ? "hour" : "day";
  const [rows, cut, agents, currency] = await Promise.all([
    sumHours(ctx, query, period, unit),
    period.is_running ? sumCutHour(ctx, query, period) : [],
    agentNames(ctx),
    chargedIn(ctx),
  ]);
  const ofAgents = [...rows.filter((row) => row.agent_id !== null), ...cut];
  const total = (isBefore: boolean, id?: string) =>
    figuresOf(addCounted(ofAgents.filter((row) => row.is_before === isBefore && (!id || row.agent_id === id))));
  const { from, to, days, previous_from, previous_to, is_running } = period;
  return {
    now: period.now.toISOString(),
    time_zone: ctx.org.time_zone,
    currency,
    period: { from, to, days, previous_from, previous_to, is_running },
    figures: total(false),
    previous: total(true),
    unit,
    bins: binsOf(period, unit, ctx.org.time_zone, rows),
    agents: agents
      .map((agent) => ({ agent, figures: total(false, agent.id), previous: total(true, agent.id) }))
      .filter(({ figures, previous }) => figures.calls + previous.calls > 0)
      .sort((a, b) => b.figures.calls - a.figures.calls),
    week: days >= A_WEEK ? weekOf(rows) : null,
  };
}

function weekOf(rows: readonly SummedRow[]): number[][] {
  const week = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const { is_before, weekday, hour_of_day, calls } of rows) {
    const day = is_before || weekday === null ? undefined : week[weekday - 1];
    if (day && hour_of_day !== null) day[hour_of_day] = calls;
  }
  return week;
}

// One pass over the hours of both periods, summed three ways. What lies after the cut of the period before counts for its
// bins (the light line is whole), not for the agents' totals.
async function sumHours(ctx: Context, query: ReadFigures, period: Period, unit: "hour" | "day"): Promise<SummedRow[]> {
  const zone = ctx.org.time_zone;
  const isLong = period.days >= A_WEEK;
  const bin = unit === "hour" ? sql`s.hour` : sql`s.day`;
  const { rows } = await sql<SummedRow>`
    select
      s.is_before,
      ${unit === "day" ? sql`s.day::text` : sql`null`} as day,
      ${unit === "hour" ? sql`s.hour` : sql`null`} as hour,
      s.compared_agent as agent_id,
      ${isLong ? sql`s.weekday, s.hour_of_day` : sql`null as weekday, null as hour_of_day`},
      ${summedHours}
    from (
      select h.*,
        hour < ${period.start} as is_before,
        local.at::date as day,
        extract(isodow from local.at)::int as weekday,
        extract(hour from local.at)::int as hour_of_day,
        case when hour >= ${period.start} or hour < ${period.is_running ? period.previous_hour : period.start} then agent_id end
          as compared_agent
      from call_hourly_stats as h
      cross join lateral (select h.hour at time zone ${zone} as at) as local
      where org_id = ${ctx.org.id}::uuid and hour >= ${period.previous_start} and hour < ${period.end}
        and calls <> 0 and ${narrowed(ctx, query, "h")}
    ) as s
    group by grouping sets ((s.is_before, ${bin}), (s.is_before, s.compared_agent)
      ${isLong ? sql`, (s.is_before, s.weekday, s.hour_of_day)` : sql``})`.execute(ctx.tx);
  return rows;
}

// The hour that the period before is cut in: at most one hour of calls is read, by index.
async function sumCutHour(ctx: Context, query: ReadFigures, period: Period): Promise<SummedRow[]> {
  const { rows } = await sql<SummedRow>`
    select true as is_before, null as day, null as hour, c.agent_id, ${summedCalls}
    from calls as c
    where c.org_id = ${ctx.org.id}::uuid and c.started_at >= ${period.previous_hour} and c.started_at < ${period.previous_end}
      and ${narrowed(ctx, query, "c")}
    group by c.agent_id`.execute(ctx.tx);
  return rows;
}

function narrowed(ctx: Context, query: ReadFigures, table: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const { agent_id, provider, direction, is_billable } = query;
  const conditions = [
    ...(agent_id ? [sql`${column("agent_id")} = any(${agent_id}::uuid[])`] : []),
    ...(provider
      ? [
          sql`${column("agent_id")} in (select id from agents where org_id = ${ctx.org.id}::uuid and provider = any(${provider}))`,
        ]
      : []),
    ...(direction ? [sql`${column("direction")} = any(${direction})`] : []),
    ...(is_billable === undefined ? [] : [sql`${column("is_billable")} = ${is_billable}`]),
  ];
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

// Deleted ones too: their calls remain.
async function agentNames(ctx: Context) {
  return ctx.tx.selectFrom("agents").select(["id", "name", "provider"]).where("org_id", "=", ctx.org.id).execute();
}

/** The currency vendors charged in last, else the organization's own. */
async function chargedIn(ctx: Context): Promise<string> {
  const row = await ctx.tx
    .selectFrom("calls")
    .select("cost_currency")
    .where("org_id", "=", ctx.org.id)
    .where("cost_currency", "is not", null)
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.cost_currency ?? ctx.org.currency;
}
