-- Totals by hour, kept by the database with every change of a call, so that no screen ever counts calls.

create table public.call_hourly_stats (
  org_id uuid not null,
  agent_id uuid not null,
  hour timestamptz not null,
  is_billable boolean not null,
  calls integer not null default 0,
  ended_calls integer not null default 0,
  connected_calls integer not null default 0,
  analyzed_calls integer not null default 0,
  successful_calls integer not null default 0,
  duration_ms bigint not null default 0,
  cost_micros bigint not null default 0,
  primary key (org_id, hour, agent_id, is_billable),
  foreign key (org_id, agent_id) references public.agents (org_id, id) on delete cascade
) with (fillfactor = 70);
comment on table public.call_hourly_stats is
  'Calls per hour (of the organization''s time zone), agent and billable flag. ended: reached a final status; connected: ended with a conversation; analyzed: successful is known.';
create index call_hourly_stats_by_agent on public.call_hourly_stats (org_id, agent_id, hour);
select private.enable_tenancy('public.call_hourly_stats');
grant select on public.call_hourly_stats to app_tenant, app_operator;

create type private.call_delta as (
  sign integer, org_id uuid, agent_id uuid, started_at timestamptz, is_billable boolean, status text,
  successful boolean, duration_ms bigint, cost_micros bigint
);

create function private.add_to_call_stats(deltas private.call_delta[])
returns void
language sql
security definer
set search_path = ''
as $$
  insert into public.call_hourly_stats as s (
    org_id, agent_id, hour, is_billable, calls, ended_calls, connected_calls, analyzed_calls, successful_calls, duration_ms, cost_micros
  )
  select
    d.org_id, d.agent_id, date_trunc('hour', d.started_at, o.time_zone), d.is_billable,
    sum(d.sign),
    coalesce(sum(d.sign) filter (where d.status in ('ended', 'not_connected', 'error')), 0),
    coalesce(sum(d.sign) filter (where d.status = 'ended'), 0),
    coalesce(sum(d.sign) filter (where d.successful is not null), 0),
    coalesce(sum(d.sign) filter (where d.successful), 0),
    coalesce(sum(d.sign * d.duration_ms), 0),
    coalesce(sum(d.sign * d.cost_micros), 0)
  from unnest(deltas) as d
  join public.organizations o on o.id = d.org_id
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict (org_id, hour, agent_id, is_billable) do update set
    calls = s.calls + excluded.calls,
    ended_calls = s.ended_calls + excluded.ended_calls,
    connected_calls = s.connected_calls + excluded.connected_calls,
    analyzed_calls = s.analyzed_calls + excluded.analyzed_calls,
    successful_calls = s.successful_calls + excluded.successful_calls,
    duration_ms = s.duration_ms + excluded.duration_ms,
    cost_micros = s.cost_micros + excluded.cost_micros
$$;

create function private.roll_up_added_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(
    (1, org_id, agent_id, started_at, is_billable, status, successful, duration_ms, cost_micros)::private.call_delta
  )) from added having count(*) > 0;
  return null;
end
$$;

create function private.roll_up_changed_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(delta)) from (
    select unnest(array[
      (-1, o.org_id, o.agent_id, o.started_at, o.is_billable, o.status, o.successful, o.duration_ms, o.cost_micros)::private.call_delta,
      (1, n.org_id, n.agent_id, n.started_at, n.is_billable, n.status, n.successful, n.duration_ms, n.cost_micros)::private.call_delta
    ]) as delta
    from before o
    join after n on n.id = o.id
    where (o.agent_id, o.started_at, o.is_billable, o.status, o.successful, o.duration_ms, o.cost_micros)
      is distinct from (n.agent_id, n.started_at, n.is_billable, n.status, n.successful, n.duration_ms, n.cost_micros)
  ) as deltas having count(*) > 0;
  return null;
end
$$;

create function private.roll_up_removed_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(
    (-1, org_id, agent_id, started_at, is_billable, status, successful, duration_ms, cost_micros)::private.call_delta
  )) from removed having count(*) > 0;
  return null;
end
$$;

create trigger roll_up_added after insert on public.calls
  referencing new table as added for each statement execute function private.roll_up_added_calls();
create trigger roll_up_changed after update on public.calls
  referencing old table as before new table as after for each statement execute function private.roll_up_changed_calls();
create trigger roll_up_removed after delete on public.calls
  referencing old table as removed for each statement execute function private.roll_up_removed_calls();

-- Counts an organization's totals anew; needed when its time zone changes, and as the proof of the triggers.
create function private.rebuild_call_stats(organization uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from public.call_hourly_stats where org_id = organization;
  perform private.add_to_call_stats(array_agg(
    (1, org_id, agent_id, started_at, is_billable, status, successful, duration_ms, cost_micros)::private.call_delta
  )) from public.calls where org_id = organization having count(*) > 0;
end
$$;
create function private.rebuild_call_stats_on_time_zone()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.rebuild_call_stats(new.id);
  return null;
end
$$;
create trigger rebuild_call_stats after update of time_zone on public.organizations
  for each row when (old.time_zone is distinct from new.time_zone) execute function private.rebuild_call_stats_on_time_zone();
