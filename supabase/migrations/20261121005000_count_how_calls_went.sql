-- The hourly totals learn how calls went: direction, failures, voicemail, transfers, sentiment, latency. All of it in the row
-- that a delivery already touches, so that no figure of the overview ever counts calls.

-- Whoever is writing calls finishes first, by the old rule; whoever comes next waits, and counts by the new one.
lock table public.calls in share row exclusive mode;

alter table public.call_hourly_stats
  add column direction text not null default 'unknown' check (direction in ('inbound', 'outbound', 'unknown')),
  add column error_calls integer not null default 0,
  add column voicemail_calls integer not null default 0,
  add column transferred_calls integer not null default 0,
  add column positive_calls integer not null default 0,
  add column neutral_calls integer not null default 0,
  add column negative_calls integer not null default 0,
  add column latency_ms bigint not null default 0,
  add column latency_under_400 integer not null default 0,
  add column latency_under_600 integer not null default 0,
  add column latency_under_800 integer not null default 0,
  add column latency_under_1000 integer not null default 0,
  add column latency_under_1200 integer not null default 0,
  add column latency_under_1500 integer not null default 0,
  add column latency_under_2000 integer not null default 0,
  add column latency_under_2500 integer not null default 0,
  add column latency_under_4000 integer not null default 0,
  add column latency_from_4000 integer not null default 0,
  drop constraint call_hourly_stats_pkey,
  add primary key (org_id, hour, agent_id, is_billable, direction);
comment on table public.call_hourly_stats is
  'Calls per hour (of the organization''s time zone), agent, billable flag and direction. ended: reached a final status; error: ended by a failure; connected: ended with a conversation; voicemail and transferred: parts of connected, apart from each other; analyzed: successful is known.';
comment on column public.call_hourly_stats.direction is 'unknown: a call in the browser has none.';
comment on column public.call_hourly_stats.latency_ms is 'Sum of the calls'' own median latencies; the columns after it count those calls by that median.';

create type private.call_count as (
  sign integer, org_id uuid, agent_id uuid, started_at timestamptz, is_billable boolean, direction text, status text,
  successful boolean, voicemail boolean, disconnection_reason text, transfer_destination text, sentiment text,
  duration_ms bigint, cost_micros bigint, latency_ms integer
);

-- transferred: a person was called for, whether or not the caller reached one. The words of both vendors, known and to come.
-- plpgsql, because it keeps the plan of its statement for the session; a function in SQL would make it anew for each delivery.
create function private.add_to_call_stats(counts private.call_count[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.call_hourly_stats as s (
    org_id, agent_id, hour, is_billable, direction,
    calls, ended_calls, error_calls, connected_calls, voicemail_calls, transferred_calls, analyzed_calls, successful_calls,
    positive_calls, neutral_calls, negative_calls, duration_ms, cost_micros, latency_ms,
    latency_under_400, latency_under_600, latency_under_800, latency_under_1000, latency_under_1200, latency_under_1500,
    latency_under_2000, latency_under_2500, latency_under_4000, latency_from_4000
  )
  select
    d.org_id, d.agent_id, date_trunc('hour', d.started_at, o.time_zone), d.is_billable, coalesce(d.direction, 'unknown'),
    sum(d.sign),
    coalesce(sum(d.sign) filter (where d.status in ('ended', 'not_connected', 'error')), 0),
    coalesce(sum(d.sign) filter (where d.status = 'error'), 0),
    coalesce(sum(d.sign) filter (where d.status = 'ended'), 0),
    coalesce(sum(d.sign) filter (where d.status = 'ended' and d.voicemail), 0),
    coalesce(sum(d.sign) filter (where d.status = 'ended' and d.voicemail is not true and d.transferred), 0),
    coalesce(sum(d.sign) filter (where d.successful is not null), 0),
    coalesce(sum(d.sign) filter (where d.successful), 0),
    coalesce(sum(d.sign) filter (where d.sentiment = 'positive'), 0),
    coalesce(sum(d.sign) filter (where d.sentiment = 'neutral'), 0),
    coalesce(sum(d.sign) filter (where d.sentiment = 'negative'), 0),
    coalesce(sum(d.sign * d.duration_ms), 0),
    coalesce(sum(d.sign * d.cost_micros), 0),
    coalesce(sum(d.sign * d.latency_ms), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 0), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 1), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 2), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 3), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 4), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 5), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 6), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 7), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 8), 0),
    coalesce(sum(d.sign) filter (where d.latency_place = 9), 0)
  from (
    select u.*,
      u.transfer_destination is not null or u.disconnection_reason ~ '(transfer|forward|take_over)' as transferred,
      width_bucket(u.latency_ms, array[400, 600, 800, 1000, 1200, 1500, 2000, 2500, 4000]) as latency_place
    from unnest(counts) as u
  ) as d
  join public.organizations o on o.id = d.org_id
  group by 1, 2, 3, 4, 5
  order by 1, 2, 3, 4, 5
  on conflict (org_id, hour, agent_id, is_billable, direction) do update set
    calls = s.calls + excluded.calls,
    ended_calls = s.ended_calls + excluded.ended_calls,
    error_calls = s.error_calls + excluded.error_calls,
    connected_calls = s.connected_calls + excluded.connected_calls,
    voicemail_calls = s.voicemail_calls + excluded.voicemail_calls,
    transferred_calls = s.transferred_calls + excluded.transferred_calls,
    analyzed_calls = s.analyzed_calls + excluded.analyzed_calls,
    successful_calls = s.successful_calls + excluded.successful_calls,
    positive_calls = s.positive_calls + excluded.positive_calls,
    neutral_calls = s.neutral_calls + excluded.neutral_calls,
    negative_calls = s.negative_calls + excluded.negative_calls,
    duration_ms = s.duration_ms + excluded.duration_ms,
    cost_micros = s.cost_micros + excluded.cost_micros,
    latency_ms = s.latency_ms + excluded.latency_ms,
    latency_under_400 = s.latency_under_400 + excluded.latency_under_400,
    latency_under_600 = s.latency_under_600 + excluded.latency_under_600,
    latency_under_800 = s.latency_under_800 + excluded.latency_under_800,
    latency_under_1000 = s.latency_under_1000 + excluded.latency_under_1000,
    latency_under_1200 = s.latency_under_1200 + excluded.latency_under_1200,
    latency_under_1500 = s.latency_under_1500 + excluded.latency_under_1500,
    latency_under_2000 = s.latency_under_2000 + excluded.latency_under_2000,
    latency_under_2500 = s.latency_under_2500 + excluded.latency_under_2500,
    latency_under_4000 = s.latency_under_4000 + excluded.latency_under_4000,
    latency_from_4000 = s.latency_from_4000 + excluded.latency_from_4000;
end
$$;

create or replace function private.roll_up_added_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(
    (1, org_id, agent_id, started_at, is_billable, direction, status, successful, voicemail,
      disconnection_reason, transfer_destination, sentiment, duration_ms, cost_micros,
      latency_p50_ms)::private.call_count
  )) from added having count(*) > 0;
  return null;
end
$$;

create or replace function private.roll_up_changed_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(delta)) from (
    select unnest(array[
      (-1, o.org_id, o.agent_id, o.started_at, o.is_billable, o.direction, o.status, o.successful, o.voicemail,
        o.disconnection_reason, o.transfer_destination, o.sentiment, o.duration_ms, o.cost_micros,
        o.latency_p50_ms)::private.call_count,
      (1, n.org_id, n.agent_id, n.started_at, n.is_billable, n.direction, n.status, n.successful, n.voicemail,
        n.disconnection_reason, n.transfer_destination, n.sentiment, n.duration_ms, n.cost_micros,
        n.latency_p50_ms)::private.call_count
    ]) as delta
    from before o
    join after n on n.id = o.id
    where (o.agent_id, o.started_at, o.is_billable, o.direction, o.status, o.successful, o.voicemail, o.sentiment,
        o.duration_ms, o.cost_micros, o.latency_p50_ms,
        o.disconnection_reason, o.transfer_destination)
      is distinct from (n.agent_id, n.started_at, n.is_billable, n.direction, n.status, n.successful, n.voicemail, n.sentiment,
        n.duration_ms, n.cost_micros, n.latency_p50_ms,
        n.disconnection_reason, n.transfer_destination)
  ) as deltas having count(*) > 0;
  return null;
end
$$;

create or replace function private.roll_up_removed_calls()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.add_to_call_stats(array_agg(
    (-1, org_id, agent_id, started_at, is_billable, direction, status, successful, voicemail,
      disconnection_reason, transfer_destination, sentiment, duration_ms, cost_micros,
      latency_p50_ms)::private.call_count
  )) from removed having count(*) > 0;
  return null;
end
$$;

drop function private.add_to_call_stats(private.call_delta[]);
drop type private.call_delta;

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
    org_id, agent_id, hour, is_billable, direction,
    calls, ended_calls, error_calls, connected_calls, voicemail_calls, transferred_calls, analyzed_calls, successful_calls,
    positive_calls, neutral_calls, negative_calls, duration_ms, cost_micros, latency_ms,
    latency_under_400, latency_under_600, latency_under_800, latency_under_1000, latency_under_1200, latency_under_1500,
    latency_under_2000, latency_under_2500, latency_under_4000, latency_from_4000
  )
  select
    c.org_id, c.agent_id, date_trunc('hour', c.started_at, c.time_zone), c.is_billable, coalesce(c.direction, 'unknown'),
    count(*),
    count(*) filter (where c.status in ('ended', 'not_connected', 'error')),
    count(*) filter (where c.status = 'error'),
    count(*) filter (where c.status = 'ended'),
    count(*) filter (where c.status = 'ended' and c.voicemail),
    count(*) filter (where c.status = 'ended' and c.voicemail is not true and c.transferred),
    count(c.successful),
    count(*) filter (where c.successful),
    count(*) filter (where c.sentiment = 'positive'),
    count(*) filter (where c.sentiment = 'neutral'),
    count(*) filter (where c.sentiment = 'negative'),
    coalesce(sum(c.duration_ms), 0),
    coalesce(sum(c.cost_micros), 0),
    coalesce(sum(c.latency_p50_ms), 0),
    count(*) filter (where c.latency_place = 0),
    count(*) filter (where c.latency_place = 1),
    count(*) filter (where c.latency_place = 2),
    count(*) filter (where c.latency_place = 3),
    count(*) filter (where c.latency_place = 4),
    count(*) filter (where c.latency_place = 5),
    count(*) filter (where c.latency_place = 6),
    count(*) filter (where c.latency_place = 7),
    count(*) filter (where c.latency_place = 8),
    count(*) filter (where c.latency_place = 9)
  from (
    select c.org_id, c.agent_id, c.started_at, c.is_billable, c.direction, c.status, c.successful, c.voicemail, c.sentiment,
      c.duration_ms, c.cost_micros, c.latency_p50_ms, o.time_zone,
      c.transfer_destination is not null or c.disconnection_reason ~ '(transfer|forward|take_over)' as transferred,
      width_bucket(c.latency_p50_ms, array[400, 600, 800, 1000, 1200, 1500, 2000, 2500, 4000]) as latency_place
    from public.calls c
    join public.organizations o on o.id = c.org_id
    where c.org_id = organization
  ) as c
  group by 1, 2, 3, 4, 5;
end
$$;

select private.rebuild_call_stats(org_id) from (select distinct org_id from public.call_hourly_stats) as organizations;
