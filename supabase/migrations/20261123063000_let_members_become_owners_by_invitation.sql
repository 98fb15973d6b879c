-- An organization whose owner was erased keeps its other members. Staff invite one of them to own it; until now accepting used the
-- invitation up and changed nothing, because who accepted belonged there already. Outcome 'owner': a member who owns it now, as an
-- admin if they were none.
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
  owns integer := 0;
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
  if found_invitation.makes_owner then
    -- The membership first, then the organization: the order in which a change of roles takes them.
    perform from public.memberships m
    where m.org_id = found_invitation.org_id and m.user_id = person for no key update;
    update public.organizations o set owner_id = person where o.id = found_invitation.org_id and o.owner_id is null;
    get diagnostics owns = row_count;
  end if;
  if owns = 1 and joined = 0 then
    update public.memberships m set role = 'org_admin'
    where m.org_id = found_invitation.org_id and m.user_id = person and m.role <> 'org_admin';
  end if;
  perform set_config('app.org_id', found_invitation.org_id::text, true);
  perform set_config('app.user_id', person::text, true);
  return query
    select case when joined = 1 then 'joined' when owns = 1 then 'owner' else 'member_already' end, found_invitation.id,
      o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour, m.role
    from public.organizations o
    join public.memberships m on m.org_id = o.id and m.user_id = person
    where o.id = found_invitation.org_id;
end
$$;
