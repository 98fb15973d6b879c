-- What vendors sent us (inbound_events) and what we know because of it (events), in monthly partitions by UUIDv7.

create table public.inbound_events (
  id uuid not null,
  org_id uuid not null,
  agent_id uuid not null,
  provider text not null check (provider in ('retell', 'vapi')),
  source text not null default 'webhook' check (source in ('webhook', 'reconciliation', 'test')),
  event_type text not null,
  event_key text not null,
  vendor_call_id text,
  call_id uuid,
  state text not null check (state in ('received', 'duplicate', 'applied', 'failed', 'unusable')),
  duplicate_of uuid,
  headers jsonb not null default '{}',
  body text not null,
  changes jsonb,
  error text,
  attempts smallint not null default 1,
  request_id text,
  received_at timestamptz not null,
  applied_at timestamptz,
  primary key (id),
  foreign key (org_id, agent_id) references public.agents (org_id, id) on delete cascade
) partition by range (id);
comment on table public.inbound_events is 'Every authentic delivery as received (exact body), what became of it and what it changed.';
comment on column public.inbound_events.body is 'phi';
comment on column public.inbound_events.headers is 'none';
create index inbound_events_list on public.inbound_events (org_id, id desc);
create index inbound_events_by_state on public.inbound_events (org_id, state, id desc);
create index inbound_events_by_agent on public.inbound_events (org_id, agent_id, id desc);
create index inbound_events_by_call on public.inbound_events (org_id, vendor_call_id, id desc);
select private.enable_tenancy('public.inbound_events');
grant select, insert, update (state, call_id, changes, error, attempts, applied_at) on public.inbound_events to app_tenant;
grant select on public.inbound_events to app_operator;

-- Exactly one effect per vendor event: the key is taken once. Kept apart from the partitions, because a unique
-- constraint cannot span them; pruned by the maintenance job.
create table public.delivery_keys (
  org_id uuid not null references public.organizations (id) on delete cascade,
  provider text not null check (provider in ('retell', 'vapi')),
  event_key text not null,
  inbound_event_id uuid not null,
  primary key (org_id, provider, event_key)
);
comment on table public.delivery_keys is 'Vendor event keys already taken; a second delivery with the same key is a duplicate.';
create index delivery_keys_age on public.delivery_keys (inbound_event_id);
select private.enable_tenancy('public.delivery_keys');
grant select, insert on public.delivery_keys to app_tenant;
grant select on public.delivery_keys to app_operator;

create table public.events (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  subject_type text not null,
  subject_id uuid,
  actor_type text not null check (actor_type in ('user', 'api_key', 'vendor', 'job', 'operator', 'visitor')),
  actor_id text,
  data jsonb not null default '{}',
  request_id text,
  occurred_at timestamptz not null default clock_timestamp(),
  primary key (id)
) partition by range (id);
comment on table public.events is 'The spine: every fact of an organization, from the catalogue in lib/events.';
comment on column public.events.data is 'none';
create index events_list on public.events (org_id, id desc);
create index events_by_subject on public.events (org_id, subject_id, id desc);
select private.enable_tenancy('public.events');
grant select, insert on public.events to app_tenant;
grant select on public.events to app_operator;

-- Wakes the live streams once per statement and organization; they read the events themselves, behind the wall.
create function private.notify_events()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_notify('foyer_events', org_id::text) from (select distinct org_id from added) as touched;
  return null;
end
$$;
create trigger notify_events after insert on public.events
  referencing new table as added
  for each statement execute function private.notify_events();

-- Progress of long work that people watch (replaying many deliveries, reconciliation, exports …).
create table public.job_runs (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'completed', 'failed')),
  total integer,
  done integer not null default 0,
  failed integer not null default 0,
  input jsonb not null default '{}',
  error text,
  started_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (id),
  unique (org_id, id)
);
comment on table public.job_runs is 'Progress of a long job, as shown to the person who started it.';
create index job_runs_list on public.job_runs (org_id, id desc);
select private.enable_tenancy('public.job_runs');
grant select, insert, update (state, total, done, failed, error, finished_at) on public.job_runs to app_tenant;
grant select on public.job_runs to app_operator;
create trigger touch_updated_at before update on public.job_runs
  for each row execute function private.touch_updated_at();

-- Monthly partitions of a table keyed by UUIDv7, from `since` until two months ahead. Returns how many were made.
create function private.ensure_partitions(target text, since timestamptz default now())
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  month timestamptz := date_trunc('month', since, 'UTC');
  partition text;
  made integer := 0;
begin
  while month < date_trunc('month', now(), 'UTC') + interval '3 months' loop
    partition := format('%s_%s', target, to_char(month at time zone 'UTC', 'YYYY_MM'));
    if to_regclass('public.' || quote_ident(partition)) is null then
      execute format(
        'create table public.%I partition of public.%I for values from (%L) to (%L)',
        partition, target, private.uuid_v7_floor(month), private.uuid_v7_floor(month + interval '1 month')
      );
      execute format('alter table public.%I enable row level security', partition);
      execute format('alter table public.%I force row level security', partition);
      execute format('revoke all on public.%I from public, anon, authenticated, app_tenant, app_operator', partition);
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end
$$;
select private.ensure_partitions('inbound_events', now() - interval '1 month');
select private.ensure_partitions('events', now() - interval '1 month');
