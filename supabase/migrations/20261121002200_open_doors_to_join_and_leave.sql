-- Joining and leaving: a person crosses an organization's wall in either direction.

-- Redeems an invitation once. `outcome` says what became of it; only `joined` changes anything and sets the wall for
-- the rest of the transaction.
create function private.accept_invitation(person uuid, person_email text, hash text)
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
  select i.id, i.org_id, i.email, i.role, i.expires_at, i.accepted_at, i.revoked_at into found_invitation
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

-- A member leaves of their own accord: a viewer too, whose other transactions are read-only.
create function private.leave_organization(person uuid, org_slug text)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text, role text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  left_organization uuid;
  left_role text;
begin
  delete from public.memberships m
  using public.organizations o
  where o.id = m.org_id and o.slug = org_slug and o.deleted_at is null and m.user_id = person
  returning m.org_id, m.role into left_organization, left_role;
  if left_organization is null then
    return;
  end if;
  perform set_config('app.org_id', left_organization::text, true);
  perform set_config('app.user_id', person::text, true);
  return query
    select o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour, left_role
    from public.organizations o where o.id = left_organization;
end
$$;

-- Whether an address (slug) is taken, removed organizations included: an old link never leads to a stranger.
create function private.slug_is_taken(wanted text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from public.organizations where slug = wanted)
$$;

grant execute on function
  private.accept_invitation(uuid, text, text), private.leave_organization(uuid, text), private.slug_is_taken(text)
to app_tenant;
