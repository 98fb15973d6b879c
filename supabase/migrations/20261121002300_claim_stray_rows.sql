-- Rows that waited in a default partition while nobody made their month get it afterwards, so that retention finds them.
create or replace function private.ensure_partitions(target text, since timestamptz default now())
returns integer
language plpgsql
security definer
set search_path = ''
set lock_timeout = '2s'
as $$
declare
  -- A forged or broken id must not make a partition for every month since 1970.
  oldest constant timestamptz := now() - interval '24 months';
  stray timestamptz;
  month timestamptz;
  partition text;
  low uuid;
  high uuid;
  made integer := 0;
begin
  if target not in ('inbound_events', 'events') then
    raise exception '% has no partitions', target using errcode = 'invalid_parameter_value';
  end if;
  execute format(
    'select to_timestamp((''x'' || left(replace(id::text, ''-'', ''''), 12))::bit(48)::bigint / 1000.0) from public.%I where id >= %L order by id limit 1',
    target || '_default', private.uuid_v7_floor(oldest)
  ) into stray;
  month := date_trunc('month', least(since, stray), 'UTC');
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
