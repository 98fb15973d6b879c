-- Doors the first migrations left ajar, found by reading the catalogue rather than the migrations.

-- Supabase gives `service_role`, which passes every policy, everything in schema public. We never use its key, so a
-- leaked one must open nothing; and functions and sequences made later start closed for the Data API's roles.
do $$
begin
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin;
  end if;
end
$$;
revoke all on schema public, private from service_role;
revoke all on all tables in schema public from service_role;
revoke all on all sequences in schema public from anon, authenticated, service_role;
revoke all on all functions in schema public from anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- An operator edits an organization; its id and its history are nobody's to edit.
revoke update on public.organizations from app_operator;
grant update (slug, name, industry, time_zone, currency, colour, deleted_at) on public.organizations to app_operator;

-- Every new call asks its organization's time zone for the hour: a zone Postgres does not know would refuse deliveries.
alter table public.organizations add constraint organizations_time_zone_check check (
  time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' and timezone(time_zone, timestamptz '2000-01-01 00:00:00+00') is not null
);

-- People who leave are unlinked from what they did; without these, each departure would read every call.
create index agents_created_by on public.agents (created_by) where created_by is not null;
create index calls_billable_changed_by on public.calls (billable_changed_by) where billable_changed_by is not null;
create index invitations_invited_by on public.invitations (invited_by) where invited_by is not null;
create index job_runs_started_by on public.job_runs (started_by) where started_by is not null;
create index org_credentials_created_by on public.org_credentials (created_by) where created_by is not null;

-- Recounting takes the organization's row: an insert of a call holds a key share on it, so none is counted twice.
create or replace function private.rebuild_call_stats(organization uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform from public.organizations where id = organization for update;
  delete from public.call_hourly_stats where org_id = organization;
  perform private.add_to_call_stats(array_agg(
    (1, org_id, agent_id, started_at, is_billable, status, successful, duration_ms, cost_micros)::private.call_delta
  )) from public.calls where org_id = organization having count(*) > 0;
end
$$;

-- pg_stat_statements strips the values of queries but not of commands (`alter role … password '…'`): queries only.
create or replace function private.slow_queries(at_least_ms double precision default 100)
returns table (query text, calls bigint, mean_ms double precision, max_ms double precision, total_ms double precision, rows bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select s.query, s.calls, s.mean_exec_time, s.max_exec_time, s.total_exec_time, s.rows
  from extensions.pg_stat_statements s
  join pg_catalog.pg_database d on d.oid = s.dbid and d.datname = current_database()
  where (s.mean_exec_time >= at_least_ms or s.max_exec_time >= at_least_ms * 10)
    and s.query ~* '^\s*(select|insert|update|delete|merge|with)\y'
  order by s.total_exec_time desc
  limit 50
$$;
