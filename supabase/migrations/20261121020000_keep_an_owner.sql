-- One of its admins owns an organization, and stays its admin until they have handed it over.
alter table public.organizations add column owner_id uuid;
comment on column public.organizations.owner_id is
  'The admin who owns the organization. Null until the invited owner has joined, and after the owner was erased.';

update public.organizations o set owner_id = (
  select m.user_id from public.memberships m
  where m.org_id = o.id and m.role = 'org_admin'
  order by m.created_at, m.user_id limit 1
);

create index organizations_owner on public.organizations (id, owner_id);
alter table public.organizations add constraint organizations_owner_is_a_member
  foreign key (id, owner_id) references public.memberships (org_id, user_id) on delete set null (owner_id) not valid;
alter table public.organizations validate constraint organizations_owner_is_a_member;

-- Before the change, so that the foreign key has not yet forgotten who the owner was.
create function private.keep_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Nothing holds up the erasure of a person or of the organization itself: their rows are gone by now.
  if exists (select from public.organizations o where o.id = old.org_id and o.owner_id = old.user_id)
    and exists (select from public.profiles p where p.user_id = old.user_id) then
    raise exception 'the owner stays an admin until the organization is handed over' using errcode = 'FY002';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$$;
create trigger keep_owner_on_change before update of role on public.memberships
  for each row when (new.role <> 'org_admin') execute function private.keep_owner();
create trigger keep_owner_on_removal before delete on public.memberships
  for each row execute function private.keep_owner();

-- Whether the person of this transaction acts as platform staff, in a session that has shown the second factor.
create function private.acts_as_operator()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select private.current_person() is not null
    and private.operator_standing(private.current_person(), private.current_session()) is not distinct from 'good'
$$;

-- Hands this transaction's organization to another of its admins: by its owner, or by platform staff. `outcome` is
-- 'transferred', 'not_allowed', 'no_member', 'no_admin' (the chosen one is none) or 'owner_already'.
create function private.transfer_ownership(to_person uuid)
returns table (outcome text, previous_owner uuid)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  here uuid := private.current_org();
  held uuid;
  their_role text;
begin
  -- The membership first, then the organization: the order in which a change of roles takes them.
  select m.role into their_role from public.memberships m
  where m.org_id = here and m.user_id = to_person for no key update;
  select o.owner_id into held from public.organizations o where o.id = here for no key update;
  if held is distinct from private.current_person() and not private.acts_as_operator() then
    return query select 'not_allowed', held;
  elsif their_role is null then
    return query select 'no_member', held;
  elsif their_role <> 'org_admin' then
    return query select 'no_admin', held;
  elsif held = to_person then
    return query select 'owner_already', held;
  else
    update public.organizations o set owner_id = to_person where o.id = here;
    return query select 'transferred', held;
  end if;
end
$$;

-- Whoever founds an organization owns it.
create or replace function private.create_organization(
  person uuid, org_slug text, org_name text, org_industry text, org_time_zone text, org_currency text, org_colour text
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
  insert into public.organizations (slug, name, industry, time_zone, currency, colour)
  values (org_slug, org_name, org_industry, org_time_zone, org_currency, org_colour)
  returning id into created;
  insert into public.memberships (org_id, user_id, role) values (created, person, 'org_admin');
  update public.organizations o set owner_id = person where o.id = created;
  perform set_config('app.org_id', created::text, true);
  perform set_config('app.user_id', person::text, true);
  return created;
end
$$;

grant execute on function private.transfer_ownership(uuid), private.acts_as_operator() to app_tenant;
