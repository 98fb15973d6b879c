import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";

/** The instants that "today" and "yesterday, same time" mean in the organization's time zone, daylight saving included. */
export type Days = {
  now: Date;
  day_start: Date;
  day_end: Date;
  yesterday_start: Date;
  /** The same time of day as now, a day ago. */
  yesterday_now: Date;
  /** Beginning of the hour of `yesterday_now`. */
  yesterday_hour: Date;
  /** Hour of the day now, 0–23. */
  local_hour: number;
};

/** Reads the clock of the database, so that figures and their borders agree. */
export async function readDays(ctx: Context): Promise<Days> {
  const zone = ctx.org.time_zone;
  const { rows } = await sql<Days>`
    select
      t.now,
      t.day at time zone ${zone} as day_start,
      (t.day + interval '1 day') at time zone ${zone} as day_end,
      (t.day - interval '1 day') at time zone ${zone} as yesterday_start,
      (t.local - interval '1 day') at time zone ${zone} as yesterday_now,
      date_trunc('hour', t.local - interval '1 day') at time zone ${zone} as yesterday_hour,
      extract(hour from t.local)::int as local_hour
    from (
      select now() as now, now() at time zone ${zone} as local, date_trunc('day', now() at time zone ${zone}) as day
    ) as t`.execute(ctx.tx);
  const [days] = rows;
  if (!days) throw new AppError("internal", "Something went wrong on our side.");
  return days;
}
