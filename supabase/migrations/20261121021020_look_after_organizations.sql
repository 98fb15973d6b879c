-- What platform staff do with whole organizations: make one for a customer, suspend it, delete it, bring it back.

alter table public.organizations
  add column suspended_at timestamptz,
  add column suspended_reason text check (char_length(suspended_reason) between 1 and 500),
  add constraint organizations_suspension_is_whole check ((suspended_at is null) = (suspended_reason is null));
comment on column public.organizations.suspended_at is
  'Since when nobody of it and none of its API keys comes in. Deliveries of its agents are taken and kept all the same.';
comment on column public.organizations.suspended_reason is 'none: in words of platform staff, shown to nobody else';

-- Whoever accepts it owns the organization, if nobody does yet. Written by `found_for_customer` alone.
alter table public.invitations add column makes_owner boolean not null default false;
comment on column public.invitations.makes_owner is 'Whether accepting it makes the owner of an organization that has none.';
revoke insert on public.invitations from app_tenant;
grant insert (id, org_id, email, role, token_hash, invited_by, expires_at, accepted_at, revoked_at, created_at)
  on public.invitations to app_tenant;

-- Platform staff, in a session that has shown the second factor, act on an organization from outside: the transaction stands
-- behind its wall, so that what they do is written into its own history. Deleted ones as well, to bring them back.
create function private.enter_for_staff(person uuid, session uuid, org uuid)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  if private.operator_standing(person, session) is distinct from 'good' then
    raise exception 'this session may not act as an operator' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.org_id', o.id::text, true), set_config('app.user_id', person::text, true),
    set_config('app.session_id', session::text, true)
  from public.organizations o where o.id = org;
  return query select o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour
  from public.organizations o where o.id = org;
end
$$;

-- Refuses whoever is not staff, whatever opened the transaction.
create function private.require_staff()
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if not private.acts_as_operator() then
    raise exception 'only platform staff may do this' using errcode = 'insufficient_privilege';
  end if;
end
$$;

-- Suspends this transaction's organization for a reason, or lifts it (null). False: it was so already.
create function private.set_suspension(reason text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform private.require_staff();
  update public.organizations o
  set suspended_at = case when reason is null then null else clock_timestamp() end, suspended_reason = reason
  where o.id = private.current_org() and o.deleted_at is null and (o.suspended_at is null) <> (reason is null);
  return found;
end
$$;

-- Deletes this transaction's organization, or brings it back while its data keys still are. False: it was so already, or it is
-- too late.
create function private.set_deletion(deleted boolean)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform private.require_staff();
  update public.organizations o
  set deleted_at = case when deleted then clock_timestamp() end
  where o.id = private.current_org() and (o.deleted_at is null) = deleted
    and not exists (
      select from public.data_keys k where k.org_id = o.id and k.destroyed_at is not null and not deleted
    );
  return found;
end
$$;
-- Its deletion is not the tenant's to decide.
revoke update (deleted_at) on public.organizations from app_tenant;

-- Staff make an organization for a customer: without members, with an invitation for whoever will own it.
create function private.found_for_customer(
  person uuid, session uuid, org_slug text, org_name text, org_industry text, org_time_zone text, org_currency text,
  org_colour text, org_locale text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  created uuid;
begin
  if private.operator_standing(person, session) is distinct from 'good' then
    raise exception 'only platform staff may do this' using errcode = 'insufficient_privilege';
  end if;
  insert into public.organizations (slug, name, industry, time_zone, currency, colour, locale)
  values (org_slug, org_name, org_industry, org_time_zone, org_currency, org_colour, org_locale)
  returning id into created;
  perform set_config('app.org_id', created::text, true);
  perform set_config('app.user_id', person::text, true);
  perform set_config('app.session_id', session::text, true);
  return created;
end
$$;

-- Invites the one who will own this transaction's organization, which nobody does yet. An open invitation for the same
-- address takes the new link. Null: it has an owner.
create function private.invite_owner(address text, hash text, until timestamptz)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  invited uuid;
begin
  perform private.require_staff();
  if exists (select from public.organizations o where o.id = private.current_org() and o.owner_id is not null) then
    return null;
  end if;
  -- One owner is invited at a time.
  update public.invitations i set revoked_at = clock_timestamp()
  where i.org_id = private.current_org() and i.makes_owner and i.email <> lower(address)
    and i.accepted_at is null and i.revoked_at is null;
  insert into public.invitations as i (org_id, email, role, token_hash, expires_at, makes_owner)
  values (private.current_org(), lower(address), 'org_admin', hash, until, true)
  on conflict (org_id, email) where accepted_at is null and revoked_at is null
  do update set role = 'org_admin', token_hash = excluded.token_hash, expires_at = excluded.expires_at, makes_owner = true
  returning i.id into invited;
  return invited;
end
$$;

create or replace function private.accept_invitation(person uuid, person_email text, hash text)
returns table (outcome text, invitation_id uuid, id uuid, slug text, name text, industry text, time_zone text,
  currency text, colour text, role text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  found_invitation record;
  joined integer;
begin
  select i.id, i.org_id, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at, i.makes_owner into found_invitation
  from public.invitations i
  join public.organizations o on o.id = i.org_id and o.deleted_at is null
  where i.token_hash = hash
  for no key update of i;
  if not found then
    return query select 'unknown', null::uuid, null::uuid, null, null, null, null, null, null, null;
    return;
  end if;
  if found_invitation.email <> lower(person_email) then
    return query select 'other_address', null::uuid, null::uuid, null, null, null, null, null, null, null;
    return;
  end if;
  if found_invitation.revoked_at is not null or found_invitation.accepted_at is not null
    or found_invitation.expires_at <= now() then
    return query select
      case
        when found_invitation.revoked_at is not null then 'revoked'
        when found_invitation.accepted_at is not null then 'accepted'
        else 'expired'
      end,
      null::uuid, null::uuid, null, null, null, null, null, null, null;
    return;
  end if;
  update public.invitations i set accepted_at = clock_timestamp() where i.id = found_invitation.id;
  insert into public.memberships (org_id, user_id, role) values (found_invitation.org_id, person, found_invitation.role)
  on conflict do nothing;
  get diagnostics joined = row_count;
  if found_invitation.makes_owner and joined = 1 then
    update public.organizations o set owner_id = person where o.id = found_invitation.org_id and o.owner_id is null;
  end if;
  perform set_config('app.org_id', found_invitation.org_id::text, true);
  perform set_config('app.user_id', person::text, true);
  return query
    select case when joined = 1 then 'joined' else 'member_already' end, found_invitation.id,
      o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour, m.role
    from public.organizations o
    join public.memberships m on m.org_id = o.id and m.user_id = person
    where o.id = found_invitation.org_id;
end
$$;

-- The doors of people and of API keys know suspended organizations, and stay shut.
create or replace function private.enter_organization(person uuid, org_slug text, session uuid)
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
      when o.suspended_at is not null and m.user_id is not null then 'suspended'
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

create or replace function private.enter_organization_by_key(key_hash text, org_slug text, reads_only boolean)
returns table (
  key_id uuid, state text, scopes text[], allowed_networks text[], requests_per_minute integer, last_used_at timestamptz,
  id uuid, slug text, name text, industry text, time_zone text, currency text, colour text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  found_key record;
begin
  select k.id, k.scopes, k.allowed_networks, k.requests_per_minute, k.last_used_at, k.org_id, o.slug, o.name, o.industry,
    o.time_zone, o.currency, o.colour,
    case
      when k.revoked_at is not null then 'revoked'
      when k.retires_at <= clock_timestamp() then 'retired'
      when k.expires_at <= clock_timestamp() then 'expired'
      when o.suspended_at is not null then 'suspended'
      else 'accepted'
    end as state
  into found_key
  from public.api_keys k
  join public.organizations o on o.id = k.org_id and o.deleted_at is null
  where k.secret_hash = key_hash;
  if not found then
    return;
  end if;
  if found_key.state = 'accepted' and found_key.slug = org_slug then
    perform set_config('app.org_id', found_key.org_id::text, true);
    if reads_only then
      -- Postgres refuses to turn this off again once the transaction has read anything.
      perform set_config('transaction_read_only', 'on', true);
    end if;
  end if;
  return query select found_key.id, found_key.state, found_key.scopes, found_key.allowed_networks,
    found_key.requests_per_minute, found_key.last_used_at, found_key.org_id, found_key.slug, found_key.name,
    found_key.industry, found_key.time_zone, found_key.currency, found_key.colour;
end
$$;

drop function private.organizations_of(uuid);
create function private.organizations_of(person uuid)
returns table (id uuid, slug text, name text, industry text, colour text, logo_id uuid, is_suspended boolean, role text)
language sql
stable
security definer
set search_path = ''
as $$
  select o.id, o.slug, o.name, o.industry, o.colour, o.logo_id, o.suspended_at is not null, m.role
  from public.memberships m
  join public.organizations o on o.id = m.org_id
  where m.user_id = person and o.deleted_at is null
  order by lower(o.name), o.id
$$;
revoke all on function private.organizations_of(uuid) from public;
grant execute on function private.organizations_of(uuid) to app_tenant, app_operator;

grant execute on function
  private.enter_for_staff(uuid, uuid, uuid), private.set_suspension(text), private.set_deletion(boolean),
  private.found_for_customer(uuid, uuid, text, text, text, text, text, text, text),
  private.invite_owner(text, text, timestamptz)
to app_tenant;
