-- The wall between organizations: two roles without login, and the helpers every tenant table uses.

create schema if not exists private;
create schema if not exists extensions;

create extension if not exists pg_stat_statements with schema extensions;

do $$
begin
  if not exists (select from pg_roles where rolname = 'app_tenant') then
    create role app_tenant nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'app_operator') then
    create role app_operator nologin nobypassrls;
  end if;
  -- Supabase's Data API roles; absent on a bare Postgres. They hold nothing of ours.
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin;
  end if;
end
$$;

do $$
begin
  execute format('grant app_tenant, app_operator to %I', current_user);
end
$$;

-- statement_timeout of the login role cannot be raised by a request; lib/db sets these per transaction as well.
alter role app_tenant set statement_timeout = '10s';
alter role app_operator set statement_timeout = '30s';

revoke all on schema public from public, anon, authenticated;
revoke all on schema private from public, anon, authenticated;
grant usage on schema public to app_tenant, app_operator;
grant usage on schema private to app_tenant, app_operator;
alter default privileges in schema public revoke all on tables from public, anon, authenticated;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges in schema private revoke execute on functions from public;
-- Functions are executable by everybody unless the schema-less default says otherwise.
alter default privileges revoke execute on functions from public;

-- UUIDv7 of an instant: sortable ids, and the key of the monthly partitions.
create function private.uuid_v7(at timestamptz default clock_timestamp())
returns uuid
language sql
volatile
parallel safe
set search_path = ''
as $$
  select encode(
    set_bit(
      set_bit(
        overlay(
          uuid_send(gen_random_uuid())
          placing substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3)
          from 1 for 6
        ),
        52, 1
      ),
      53, 1
    ),
    'hex'
  )::uuid
$$;

-- The smallest UUIDv7 of an instant: partition bounds and "since" filters.
create function private.uuid_v7_floor(at timestamptz)
returns uuid
language sql
immutable
parallel safe
set search_path = ''
as $$
  select (
    encode(substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3), 'hex') || '00000000000000000000'
  )::uuid
$$;

-- The organization of this transaction; null outside one. Set only by lib/db.
create function private.current_org()
returns uuid
language sql
stable
parallel safe
set search_path = ''
as $$
  select nullif(current_setting('app.org_id', true), '')::uuid
$$;

-- The person acting in this transaction; null for vendors, jobs and API keys.
create function private.current_person()
returns uuid
language sql
stable
parallel safe
set search_path = ''
as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;

create function private.forbid_org_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.org_id is distinct from old.org_id then
    raise exception 'org_id of % cannot change', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create function private.touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

-- Puts a table behind the wall: row-level security enabled and forced, one isolation policy for tenants, one for
-- operators (who may narrow themselves to an organization), org_id immutable, nothing for anybody else.
create function private.enable_tenancy(target regclass, tenant_column name default 'org_id')
returns void
language plpgsql
set search_path = ''
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public, anon, authenticated, app_tenant, app_operator', target);
  execute format(
    'create policy tenant_isolation on %s for all to app_tenant using (%I = (select private.current_org())) with check (%I = (select private.current_org()))',
    target, tenant_column, tenant_column
  );
  execute format(
    'create policy operator_scope on %s for all to app_operator using (%I = coalesce((select private.current_org()), %I)) with check (%I = coalesce((select private.current_org()), %I))',
    target, tenant_column, tenant_column, tenant_column, tenant_column
  );
  if tenant_column = 'org_id' then
    execute format(
      'create trigger forbid_org_change before update of org_id on %s for each row execute function private.forbid_org_change()',
      target
    );
  end if;
end
$$;

grant execute on function
  private.uuid_v7(timestamptz), private.uuid_v7_floor(timestamptz), private.current_org(), private.current_person()
to app_tenant, app_operator;
