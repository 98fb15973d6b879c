-- Partitions look after themselves: made ahead, never missed, dropped when their month is over its retention.

-- Whatever no month claims lands here instead of being refused: a delivery must not depend on a scheduler.
create table public.inbound_events_default partition of public.inbound_events default;
create table public.events_default partition of public.events default;

create function private.close_partition(partition name)
returns void
language plpgsql
set search_path = ''
as $$
begin
  execute format('alter table public.%I enable row level security', partition);
  execute format('alter table public.%I force row level security', partition);
  execute format('revoke all on public.%I from public, anon, authenticated, service_role, app_tenant, app_operator', partition);
end
$$;
select private.close_partition('inbound_events_default'), private.close_partition('events_default');

-- Monthly partitions of one of the two event tables, from `since` until two months ahead; rows that waited in the
-- default partition move into their month. Gives up on a lock after two seconds: the next run tries again, and until
-- then the default partition takes the rows. Returns how many were made.
create or replace function private.ensure_partitions(target text, since timestamptz default now())
returns integer
language plpgsql
security definer
set search_path = ''
set lock_timeout = '2s'
as $$
declare
  month timestamptz := date_trunc('month', since, 'UTC');
  partition text;
  low uuid;
  high uuid;
  made integer := 0;
begin
  if target not in ('inbound_events', 'events') then
    raise exception '% has no partitions', target using errcode = 'invalid_parameter_value';
  end if;
  while month < date_trunc('month', now(), 'UTC') + interval '3 months' loop
    partition := format('%s_%s', target, to_char(month at time zone 'UTC', 'YYYY_MM'));
    if to_regclass('public.' || quote_ident(partition)) is null then
      low := private.uuid_v7_floor(month);
      high := private.uuid_v7_floor(month + interval '1 month');
      execute format('create table public.%I (like public.%I including defaults including constraints)', partition, target);
      perform private.close_partition(partition::name);
      execute format('lock table public.%I in access exclusive mode', target || '_default');
      execute format(
        'with moved as (delete from public.%I where id >= %L and id < %L returning *) insert into public.%I select * from moved',
        target || '_default', low, high, partition
      );
      execute format('alter table public.%I attach partition public.%I for values from (%L) to (%L)', target, partition, low, high);
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end
$$;

-- Drops the months that ended before `before`; returns their names.
create function private.drop_partitions(target text, before timestamptz)
returns text[]
language plpgsql
security definer
set search_path = ''
set lock_timeout = '2s'
as $$
declare
  partition text;
  dropped text[] := '{}';
begin
  if target not in ('inbound_events', 'events') then
    raise exception '% has no partitions', target using errcode = 'invalid_parameter_value';
  end if;
  for partition in
    select c.relname
    from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = ('public.' || target)::regclass
      and c.relname ~ ('^' || target || '_\d{4}_\d{2}$')
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before at time zone 'UTC'
    order by c.relname
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped || partition;
  end loop;
  return dropped;
end
$$;

-- Forgets at most `batch` vendor event keys taken before `before`; returns how many.
create function private.prune_delivery_keys(before timestamptz, batch integer)
returns integer
language sql
security definer
set search_path = ''
as $$
  with old as (
    select org_id, provider, event_key from public.delivery_keys
    where inbound_event_id < private.uuid_v7_floor(before)
    order by inbound_event_id
    limit batch
    for update skip locked
  ), forgotten as (
    delete from public.delivery_keys k using old
    where (k.org_id, k.provider, k.event_key) = (old.org_id, old.provider, old.event_key)
    returning 1
  )
  select count(*)::integer from forgotten
$$;

-- Rows that no month claims: anything but 0 means maintenance has not run.
create function private.unclaimed_rows(target text)
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found bigint;
begin
  if target not in ('inbound_events', 'events') then
    raise exception '% has no partitions', target using errcode = 'invalid_parameter_value';
  end if;
  execute format('select count(*) from public.%I', target || '_default') into found;
  return found;
end
$$;

grant execute on function
  private.drop_partitions(text, timestamptz), private.prune_delivery_keys(timestamptz, integer), private.unclaimed_rows(text)
to app_operator;
