import { sql } from "kysely";
import type { Context } from "../auth/context";
import { type AgentHour, findSpikes, type Spike } from "./find-spikes";

const WEEKS = 6;

type Row = AgentHour & { hour: Date; known_weeks: number };

/** What was out of the ordinary in the last full hour, against the same hour of the same weekday in the six weeks before. */
export async function readSpikes(ctx: Context): Promise<(Spike & { hour: string })[]> {
  const zone = ctx.org.time_zone;
  const { rows } = await sql<Row>`
    with looked_at as (
      select weeks_ago, (last - make_interval(days => 7 * weeks_ago)) at time zone ${zone} as hour
      from generate_series(0, ${WEEKS}) as weeks_ago,
        (select date_trunc('hour', now() at time zone ${zone}) - interval '1 hour' as last) as clock
    ), watched as (
      select id, (select count(*)::int from looked_at where weeks_ago > 0 and looked_at.hour >= agents.created_at) as known_weeks
      from agents
      where org_id = ${ctx.org.id}::uuid and status = 'validated'
    )
    select watched.id as agent_id, known_weeks, weeks_ago, looked_at.hour,
      coalesce(sum(calls), 0)::int as calls, coalesce(sum(error_calls), 0)::int as error_calls
    from watched
    cross join looked_at
    left join call_hourly_stats as s
      on s.org_id = ${ctx.org.id}::uuid and s.hour = looked_at.hour and s.agent_id = watched.id
    group by 1, 2, 3, 4`.execute(ctx.tx);
  const weeks = new Map(rows.map(({ agent_id, known_weeks }) => [agent_id, known_weeks]));
  const hour = rows.find(({ weeks_ago }) => weeks_ago === 0)?.hour.toISOString() ?? "";
  return findSpikes(rows, weeks).map((spike) => ({ ...spike, hour }));
}
