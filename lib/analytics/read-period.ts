import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { LONGEST_DAYS, type ReadFigures } from "./schemas";

/**
 * A span of days of the organization's time zone and the equally long one before it. While it runs, both are cut at the
 * same time of day: a morning is compared with a morning. Daylight saving is the database's to know.
 */
export type Period = {
  now: Date;
  /** First and last day, "2026-11-21"; `days` of them. */
  from: string;
  to: string;
  days: number;
  previous_from: string;
  previous_to: string;
  /** Whether its last day is not over. */
  is_running: boolean;
  start: Date;
  /** Exclusive, and where its last day will be over. */
  end: Date;
  previous_start: Date;
  /** Until where the period before is compared; within a period that runs, not the end of a day. */
  previous_end: Date;
  /** Beginning of the hour of `previous_end`: what lies between is less than an hour. */
  previous_hour: Date;
};

/** Reads the clock of the database, so that figures and their borders agree. A day that has not begun cannot be asked for. */
export async function readPeriod(ctx: Context, query: Pick<ReadFigures, "range" | "from" | "to">): Promise<Period> {
  const zone = ctx.org.time_zone;
  const { rows } = await sql<Period>`
    with clock as (
      select now() as now, now() at time zone ${zone} as local, (now() at time zone ${zone})::date as today
    ), wanted as (
      select clock.*, ${firstDay(query)} as first, least(${lastDay(query)}, today) as last from clock
    ), span as (
      select *, last - first + 1 as days, last = today as is_running from wanted
    ), compared as (
      select *, case
        when is_running then (local - make_interval(days => days)) at time zone ${zone}
        else first::timestamp at time zone ${zone}
      end as previous_end from span
    )
    select
      now,
      first::text as from,
      last::text as to,
      days,
      (first - days)::text as previous_from,
      (last - days)::text as previous_to,
      is_running,
      first::timestamp at time zone ${zone} as start,
      (last + 1)::timestamp at time zone ${zone} as end,
      (first - days)::timestamp at time zone ${zone} as previous_start,
      previous_end,
      date_trunc('hour', previous_end, ${zone}) as previous_hour
    from compared`.execute(ctx.tx);
  const [period] = rows;
  if (!period) throw new AppError("internal", "Something went wrong on our side.");
  if (period.days < 1) {
    throw new AppError("invalid", "Check from.", { fields: { from: "That day has not begun." } });
  }
  if (period.days > LONGEST_DAYS) {
    throw new AppError("invalid", "Check from.", { fields: { from: "is more than a year away" } });
  }
  return period;
}

const DAYS_BACK = { today: 0, yesterday: 1, "7d": 6, "30d": 29, "90d": 89 } as const;

function firstDay({ range = "today", from, to }: Pick<ReadFigures, "range" | "from" | "to">) {
  if (from) return sql`${from}::date`;
  return to ? sql`least(${to}::date, today) - ${LONGEST_DAYS - 1}::int` : sql`today - ${DAYS_BACK[range]}::int`;
}

function lastDay({ range, from, to }: Pick<ReadFigures, "range" | "from" | "to">) {
  if (to) return sql`${to}::date`;
  return sql`today - ${range === "yesterday" && !from ? 1 : 0}::int`;
}
