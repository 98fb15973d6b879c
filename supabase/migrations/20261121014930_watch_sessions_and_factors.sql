-- What a session may do is judged here, from the auth server's own rows (auth.sessions, auth.mfa_factors), not from what a
-- token says: a session that is over, or that has yet to show its person's second factor, enters no organization and
-- nothing of the operators'. Hosted Supabase offers no API for listing or ending single sessions; these functions do.

-- What the auth server does not know about a session behind our server: the device, whence, last use, last proof.
create table private.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  device text not null default '' check (char_length(device) <= 80),
  address text not null default '' check (char_length(address) <= 60),
  seen_at timestamptz not null default clock_timestamp(),
  proved_at timestamptz not null
);
comment on table private.sessions is 'A session of the auth server as we saw it: device, network, last use, last proof of who it is.';
comment on column private.sessions.device is 'pii: browser and system, in words';
comment on column private.sessions.address is 'pii: the network, not the whole address';
create index sessions_user on private.sessions (user_id);
revoke all on private.sessions from public, anon, authenticated, app_tenant, app_operator;

-- Codes for the day the phone is lost. Only keyed hashes are kept; each serves once.
create table private.recovery_codes (
  user_id uuid not null references auth.users (id) on delete cascade,
  code_hash text not null check (char_length(code_hash) = 64),
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, code_hash)
);
comment on table private.recovery_codes is 'Recovery codes that have not been used, by keyed hash.';
comment on column private.recovery_codes.code_hash is 'none: keyed hash';
revoke all on private.recovery_codes from public, anon, authenticated, app_tenant, app_operator;

alter table public.organizations add column admins_need_second_factor boolean not null default false;
grant update (admins_need_second_factor) on public.organizations to app_tenant;

create function private.has_second_factor(person uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from auth.mfa_factors f where f.user_id = person and f.status = 'verified')
$$;

-- Where a session stands: 'over', 'code_needed' (its person has a second factor it has not shown) or 'good'.
-- Lifetimes: 30 days and 7 days unused; operators 12 hours and 1 hour unused (NIST SP 800-63B, AAL1 and AAL2).
create function private.session_standing(person uuid, session uuid)
returns table (state text, has_factor boolean, is_operator boolean, begun_at timestamptz, seen_at timestamptz, proved_at timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  select
    case
      when s.id is null or s.not_after < now() then 'over'
      when s.created_at < now() - case when o.is_operator then interval '12 hours' else interval '30 days' end then 'over'
      when greatest(k.seen_at, s.refreshed_at at time zone 'utc', s.created_at)
        < now() - case when o.is_operator then interval '1 hour' else interval '7 days' end then 'over'
      when f.has_factor and s.aal is distinct from 'aal2' then 'code_needed'
      else 'good'
    end,
    f.has_factor, o.is_operator, s.created_at, k.seen_at, coalesce(k.proved_at, s.created_at)
  from (select private.has_second_factor(person) as has_factor) f
  cross join (select exists (select from public.operators p where p.user_id = person) as is_operator) o
  left join auth.sessions s on s.id = session and s.user_id = person
  left join private.sessions k on k.id = s.id
$$;

-- Says where a session stands and notes that it was used, at most once a minute. One that is over is ended for good.
create function private.enter_session(person uuid, session uuid, device text, address text)
returns table (state text, has_factor boolean, is_operator boolean, proved_at timestamptz)
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  standing record;
begin
  select * into standing from private.session_standing(person, session);
  if standing.state = 'over' then
    delete from auth.sessions s where s.id = session and s.user_id = person;
    delete from private.sessions k where k.id = session and k.user_id = person;
  elsif standing.seen_at is null or standing.seen_at < now() - interval '1 minute' then
    insert into private.sessions as k (id, user_id, device, address, proved_at)
    values (session, person, enter_session.device, enter_session.address, standing.begun_at)
    on conflict (id) do update set seen_at = clock_timestamp(),
      device = coalesce(nullif(excluded.device, ''), k.device), address = coalesce(nullif(excluded.address, ''), k.address);
  end if;
  return query select standing.state, standing.has_factor, standing.is_operator, standing.proved_at;
end
$$;

-- A code or the password was right a moment ago.
create function private.note_proof(person uuid, session uuid)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  update private.sessions set proved_at = clock_timestamp() where id = session and user_id = person
$$;

create function private.sessions_of(person uuid)
returns table (id uuid, device text, address text, begun_at timestamptz, seen_at timestamptz, second_factor boolean)
language sql
stable
security definer
set search_path = ''
as $$
  select s.id, coalesce(k.device, ''), coalesce(k.address, ''), s.created_at,
    greatest(k.seen_at, s.refreshed_at at time zone 'utc', s.created_at), s.aal is not distinct from 'aal2'
  from auth.sessions s
  left join private.sessions k on k.id = s.id
  cross join lateral private.session_standing(person, s.id) t
  where s.user_id = person and t.state <> 'over'
  order by 5 desc, s.id
$$;

-- Ends one session of a person, or (without `session`) all but `keep`. @returns how many ended
create function private.end_sessions(person uuid, session uuid, keep uuid)
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
  with ended as (
    delete from auth.sessions s
    where s.user_id = person and (s.id = session or (session is null and s.id is distinct from keep))
    returning s.id
  ), forgotten as (
    delete from private.sessions k using ended e where k.id = e.id
  )
  select count(*)::integer from ended
$$;

create function private.keep_recovery_codes(person uuid, hashes text[])
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  delete from private.recovery_codes where user_id = person;
  insert into private.recovery_codes (user_id, code_hash) select person, hash from unnest(hashes) as hash;
end
$$;

create function private.recovery_codes_left(person uuid)
returns integer
language sql
stable
security definer
set search_path = ''
as $$
  select count(*)::integer from private.recovery_codes where user_id = person
$$;

-- Takes a person's second factor away, with its recovery codes; sessions it had raised fall back.
create function private.remove_second_factor(person uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  delete from auth.mfa_amr_claims a using auth.sessions s
  where s.id = a.session_id and s.user_id = person and a.authentication_method = 'totp';
  update auth.sessions set aal = 'aal1', factor_id = null where user_id = person and aal = 'aal2';
  delete from auth.mfa_factors where user_id = person;
  delete from private.recovery_codes where user_id = person;
end
$$;

-- A recovery code stands in for the lost phone: it serves once, and takes the factor of that phone with it.
create function private.use_recovery_code(person uuid, hash text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  delete from private.recovery_codes where user_id = person and code_hash = hash;
  if not found then
    return false;
  end if;
  perform private.remove_second_factor(person);
  return true;
end
$$;

-- Sessions and codes of people whom the auth server has forgotten, or whose session it has ended.
create function private.forget_sessions()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
  with gone as (
    delete from private.sessions k where not exists (select from auth.sessions s where s.id = k.id) returning 1
  )
  select count(*)::integer from gone
$$;

-- Which members of this transaction's organization have a second factor.
create function private.members_with_second_factor()
returns table (user_id uuid)
language sql
stable
security definer
set search_path = ''
as $$
  select m.user_id from public.memberships m
  where m.org_id = (select private.current_org()) and private.has_second_factor(m.user_id)
$$;

-- The session of this transaction, where a person acts. Set only by lib/db.
create function private.current_session()
returns uuid
language sql
stable
parallel safe
set search_path = ''
as $$
  select nullif(current_setting('app.session_id', true), '')::uuid
$$;

-- 'none', 'factor_needed' (has yet to set one up), 'code_needed' or 'good'.
create function private.operator_standing(person uuid, session uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  select case
    when not t.is_operator or t.state = 'over' then 'none'
    when not t.has_factor then 'factor_needed'
    else t.state
  end
  from private.session_standing(person, session) t
$$;

-- Opens the transaction of an operator; without a session that has shown the second factor it fails, and all that follows.
create function private.enter_operator(person uuid, session uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  if private.operator_standing(person, session) is distinct from 'good' then
    raise exception 'this session may not act as an operator' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.user_id', person::text, true);
  perform set_config('app.session_id', session::text, true);
end
$$;

-- Sweeps act for nobody; whoever acts as a person must have shown the second factor.
create function private.operator_stands()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select case
    when private.current_person() is null then true
    else private.operator_standing(private.current_person(), private.current_session()) is not distinct from 'good'
  end
$$;

-- The same in every policy of operators: no row for a person without it, whatever opened the transaction.
create function private.require_second_factor_of_operators(target regclass)
returns void
language plpgsql
set search_path = ''
as $$
begin
  execute format(
    'create policy operator_second_factor on %s as restrictive for all to app_operator using ((select private.operator_stands()))',
    target
  );
end
$$;

do $$
declare
  target record;
begin
  for target in
    select distinct format('%I.%I', schemaname, tablename)::regclass as name
    from pg_policies where schemaname = 'public' and 'app_operator' = any (roles)
  loop
    perform private.require_second_factor_of_operators(target.name);
  end loop;
end
$$;

create or replace function private.enable_tenancy(target regclass, tenant_column name default 'org_id')
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
  perform private.require_second_factor_of_operators(target);
  if tenant_column = 'org_id' then
    execute format(
      'create trigger forbid_org_change before update of org_id on %s for each row execute function private.forbid_org_change()',
      target
    );
  end if;
end
$$;

-- A signed-in person enters an organization. `entry` says how it went: 'entered', or what the session lacks ('over',
-- 'code_needed', 'factor_needed'), and then the wall stays shut. No row: not theirs or not there. Who enters as an
-- operator needs a second factor, and so do admins where their organization wants it.
drop function private.enter_organization(uuid, text);
create function private.enter_organization(person uuid, org_slug text, session uuid)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text,
  role text, entry text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  entered record;
begin
  select o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour,
    coalesce(m.role, 'super_admin') as role,
    case
      when t.state <> 'good' then t.state
      when not t.has_factor and (m.user_id is null or (o.admins_need_second_factor and m.role = 'org_admin'))
        then 'factor_needed'
      else 'entered'
    end as entry
  into entered
  from public.organizations o
  cross join private.session_standing(person, session) t
  left join public.memberships m on m.org_id = o.id and m.user_id = person
  where o.slug = org_slug
    and o.deleted_at is null
    and (m.user_id is not null or t.is_operator);
  if not found then
    return;
  end if;
  if entered.entry = 'entered' then
    perform set_config('app.org_id', entered.id::text, true);
    perform set_config('app.user_id', person::text, true);
    perform set_config('app.session_id', session::text, true);
    if entered.role = 'org_viewer' then
      -- Postgres refuses to turn this off again once the transaction has read anything.
      perform set_config('transaction_read_only', 'on', true);
    end if;
  end if;
  return query select entered.id, entered.slug, entered.name, entered.industry, entered.time_zone, entered.currency,
    entered.colour, entered.role, entered.entry;
end
$$;

grant execute on function
  private.has_second_factor(uuid), private.enter_organization(uuid, text, uuid), private.enter_session(uuid, uuid, text, text),
  private.note_proof(uuid, uuid), private.sessions_of(uuid), private.end_sessions(uuid, uuid, uuid),
  private.keep_recovery_codes(uuid, text[]), private.recovery_codes_left(uuid), private.remove_second_factor(uuid),
  private.use_recovery_code(uuid, text), private.members_with_second_factor(), private.operator_standing(uuid, uuid)
to app_tenant;
grant execute on function
  private.enter_operator(uuid, uuid), private.operator_stands(), private.forget_sessions()
to app_operator;
