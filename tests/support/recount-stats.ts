import type postgres from "postgres";

type Row = Record<string, unknown>;

/** `call_hourly_stats` of an organization as the triggers kept it, and as counted anew from its calls. Empty hours are left out. */
export async function recountedStats(sql: postgres.Sql, orgId: string): Promise<{ kept: Row[]; recounted: Row[] }> {
  const kept = await sql`
    select agent_id, hour, is_billable, calls, ended_calls, connected_calls, analyzed_calls, successful_calls, duration_ms, cost_micros
    from public.call_hourly_stats where org_id = ${orgId} and calls <> 0 order by 1, 2, 3`;
  const recounted = await sql`
    select c.agent_id, date_trunc('hour', c.started_at, o.time_zone) as hour, c.is_billable, count(*)::integer as calls,
      (count(*) filter (where c.status in ('ended', 'not_connected', 'error')))::integer as ended_calls,
      (count(*) filter (where c.status = 'ended'))::integer as connected_calls,
      count(c.successful)::integer as analyzed_calls, (count(*) filter (where c.successful))::integer as successful_calls,
      coalesce(sum(c.duration_ms), 0)::bigint as duration_ms, coalesce(sum(c.cost_micros), 0)::bigint as cost_micros
    from public.calls c join public.organizations o on o.id = c.org_id
    where c.org_id = ${orgId} group by 1, 2, 3 order by 1, 2, 3`;
  return { kept: [...kept], recounted: [...recounted] };
}
