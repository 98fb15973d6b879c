-- A change of time zone recounts an organization inside the request: grouped where the calls lie, not by way of one array
-- of a million rows. An insert of a call holds a key share on its organization, so none is counted twice.
create or replace function private.rebuild_call_stats(organization uuid)
returns void
language plpgsql
security definer
set search_path = ''
set work_mem = '64MB'
as $$
begin
  perform from public.organizations where id = organization for update;
  delete from public.call_hourly_stats where org_id = organization;
  insert into public.call_hourly_stats (
    org_id, agent_id, hour, is_billable, calls, ended_calls, connected_calls, analyzed_calls, successful_calls, duration_ms, cost_micros
  )
  select
    c.org_id, c.agent_id, date_trunc('hour', c.started_at, o.time_zone), c.is_billable,
    count(*),
    count(*) filter (where c.status in ('ended', 'not_connected', 'error')),
    count(*) filter (where c.status = 'ended'),
    count(c.successful),
    count(*) filter (where c.successful),
    coalesce(sum(c.duration_ms), 0),
    coalesce(sum(c.cost_micros), 0)
  from public.calls c
  join public.organizations o on o.id = c.org_id
  where c.org_id = organization
  group by 1, 2, 3, 4;
end
$$;
