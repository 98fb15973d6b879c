-- What monitors and the operator console may know of the database server itself: figures, never a statement's values.
create function private.database_vitals()
returns table (
  max_connections integer, connections integer, active integer, idle_in_transaction integer, waiting_for_locks integer,
  longest_transaction_s double precision, cache_hit_ratio double precision, deadlocks bigint, size_bytes bigint, slow_statements integer
)
language sql
volatile
security definer
set search_path = ''
as $$
  select
    current_setting('max_connections')::integer,
    count(*)::integer,
    count(*) filter (where a.state = 'active')::integer,
    count(*) filter (where a.state like 'idle in transaction%')::integer,
    count(*) filter (where a.wait_event_type = 'Lock')::integer,
    coalesce(extract(epoch from max(clock_timestamp() - a.xact_start)), 0)::double precision,
    (select d.blks_hit::double precision / nullif(d.blks_hit + d.blks_read, 0) from pg_catalog.pg_stat_database d where d.datname = current_database()),
    (select d.deadlocks from pg_catalog.pg_stat_database d where d.datname = current_database()),
    pg_catalog.pg_database_size(current_database()),
    (select count(*)::integer from private.slow_queries(100))
  from pg_catalog.pg_stat_activity a
  where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()
$$;

-- The names of what has been applied, to be compared with what a release brings.
create function private.applied_migrations()
returns setof text
language sql
stable
security definer
set search_path = ''
as $$
  select name from private.schema_migrations order by name
$$;

revoke all on function private.database_vitals(), private.applied_migrations() from public;
grant execute on function private.database_vitals(), private.applied_migrations() to app_operator;
