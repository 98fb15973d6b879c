-- Platform staff enter an organization on a visit alone: for a reason, for half an hour at most, announced to its admins, and
-- for reading, unless they have said why something must change.

create table public.visits (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  operator_id uuid not null references public.profiles (user_id) on delete cascade,
  session_id uuid not null,
  reason text not null check (char_length(reason) between 5 and 500),
  changes_reason text check (char_length(changes_reason) between 5 and 500),
  begun_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (id),
  unique (org_id, id),
  check (ends_at > begun_at and ends_at <= begun_at + interval '30 minutes')
);
comment on table public.visits is 'Platform staff inside an organization: why, and until when. Of one session of theirs.';
comment on column public.visits.session_id is 'none: the session that has shown the second factor, and no other of the same person';
comment on column public.visits.reason is 'none: in words of platform staff';
comment on column public.visits.changes_reason is 'none: why the visit may change things; without it Postgres holds it to reading';
create index visits_list on public.visits (org_id, id desc);
create index visits_of_operator on public.visits (operator_id, session_id, org_id) where ended_at is null;
select private.enable_tenancy('public.visits');
grant select on public.visits to app_tenant, app_operator;

-- The visit of a session in an organization that goes on.
create function private.open_visit(person uuid, session uuid, org uuid)
returns table (id uuid, reason text, changes_reason text, ends_at timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  select v.id, v.reason, v.changes_reason, v.ends_at
  from public.visits v
  where v.operator_id = person and v.session_id = session and v.org_id = org
    and v.ended_at is null and v.ends_at > clock_timestamp()
  order by v.begun_at desc
  limit 1
$$;

-- Begins a visit of this transaction's operator in this transaction's organization, in the place of one that goes on. Null for
-- a member of it, who needs none.
create function private.begin_visit(why text, why_changes text, minutes integer)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  until timestamptz;
begin
  perform private.require_staff();
  if exists (
    select from public.memberships m where m.org_id = private.current_org() and m.user_id = private.current_person()
  ) then
    return null;
  end if;
  perform private.end_visit();
  insert into public.visits (org_id, operator_id, session_id, reason, changes_reason, ends_at)
  values (
    private.current_org(), private.current_person(), private.current_session(), why, why_changes,
    clock_timestamp() + make_interval(mins => minutes)
  )
  returning ends_at into until;
  return until;
end
$$;

-- Ends this operator's visit in this transaction's organization. False: none went on.
create function private.end_visit()
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform private.require_staff();
  update public.visits v set ended_at = clock_timestamp()
  where v.operator_id = private.current_person() and v.session_id = private.current_session()
    and v.org_id = private.current_org() and v.ended_at is null and v.ends_at > clock_timestamp();
  return found;
end
$$;

-- The door for people, now with visits: an operator who is no member comes in while one goes on, and only reads unless it is
-- one that may change things.
drop function private.enter_organization(uuid, text, uuid);
create function private.enter_organization(person uuid, org_slug text, session uuid)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text,
  role text, entry text, visit jsonb)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  entered record;
  on_visit record;
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
  if entered.entry = 'entered' and entered.role = 'super_admin' then
    select v.id, v.reason, v.changes_reason, v.ends_at into on_visit
    from private.open_visit(person, session, entered.id) v;
    if not found then
      entered.entry := 'visit_needed';
    else
      visit := jsonb_build_object(
        'reason', on_visit.reason, 'changes_reason', on_visit.changes_reason,
        'ends_at', to_char(on_visit.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      );
    end if;
  end if;
  if entered.entry = 'entered' then
    perform set_config('app.org_id', entered.id::text, true);
    perform set_config('app.user_id', person::text, true);
    perform set_config('app.session_id', session::text, true);
    if entered.role = 'org_viewer' or (visit is not null and visit ->> 'changes_reason' is null) then
      -- Postgres refuses to turn this off again once the transaction has read anything.
      perform set_config('transaction_read_only', 'on', true);
    end if;
  end if;
  return query select entered.id, entered.slug, entered.name, entered.industry, entered.time_zone, entered.currency,
    entered.colour, entered.role, entered.entry, visit;
end
$$;

grant execute on function
  private.enter_organization(uuid, text, uuid), private.begin_visit(text, text, integer), private.end_visit()
to app_tenant;
