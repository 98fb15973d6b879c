-- Rotations of keys that platform staff start: one for all organizations or for one of them. Each organization's part is a run
-- of its own in job_runs; a rotation is over when all of them have started and none is unfinished.

create table private.key_rotations (
  id uuid primary key default private.uuid_v7(),
  started_by uuid references public.profiles (user_id) on delete set null,
  org_id uuid references public.organizations (id) on delete cascade,
  new_data_keys boolean not null,
  kek_version integer not null check (kek_version > 0),
  all_started boolean not null default false,
  started_after uuid,
  created_at timestamptz not null default clock_timestamp()
);
comment on table private.key_rotations is 'Rotations of keys for all organizations, or for one, as staff started them.';
comment on column private.key_rotations.kek_version is 'The key-encryption key that was the newest when it began.';
comment on column private.key_rotations.all_started is 'Every organization has its run.';
comment on column private.key_rotations.started_after is 'The last organization, by id, that has its run.';
revoke all on private.key_rotations from public, anon, authenticated, app_tenant, app_operator;
create index key_rotations_started_by on private.key_rotations (started_by) where started_by is not null;
create index key_rotations_org on private.key_rotations (org_id) where org_id is not null;

alter table public.job_runs add column rotation_id uuid;
comment on column public.job_runs.rotation_id is 'The rotation of keys (private.key_rotations) whose part this is.';
create index job_runs_rotation on public.job_runs (rotation_id, state) where rotation_id is not null;
grant update (rotation_id) on public.job_runs to app_tenant;

-- Null while another one is under way: its runs and those of a second would get in each other's way.
create function private.start_key_rotation(person uuid, organization uuid, new_keys boolean, newest integer)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  made uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('key_rotations', 0));
  if exists (
    select from private.key_rotations r
    where not r.all_started
      or exists (select from public.job_runs j where j.rotation_id = r.id and j.state in ('queued', 'running'))
  ) then
    return null;
  end if;
  insert into private.key_rotations (started_by, org_id, new_data_keys, kek_version)
  values (person, organization, new_keys, newest) returning id into made;
  return made;
end
$$;

create function private.note_key_rotation(rotation uuid, after_organization uuid, everybody boolean)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  update private.key_rotations set started_after = coalesce(after_organization, started_after), all_started = everybody
  where id = rotation
$$;

-- The newest rotations with their progress, added up over their runs.
create function private.key_rotations(want uuid, most integer)
returns table (
  id uuid, started_by uuid, started_by_name text, org_id uuid, org_slug text, new_data_keys boolean, kek_version integer,
  all_started boolean, started_after uuid, created_at timestamptz, runs integer, unfinished integer, counting integer,
  total bigint, done bigint, failed bigint, moved_at timestamptz, finished_at timestamptz
)
language sql
stable
security definer
set search_path = ''
as $$
  select r.id, r.started_by, p.full_name, r.org_id, o.slug, r.new_data_keys, r.kek_version, r.all_started, r.started_after,
    r.created_at, j.runs, j.unfinished, j.counting, j.total, j.done, j.failed, j.moved_at, j.finished_at
  from private.key_rotations r
  left join public.profiles p on p.user_id = r.started_by
  left join public.organizations o on o.id = r.org_id
  cross join lateral (
    select count(*)::integer as runs,
      (count(*) filter (where k.state in ('queued', 'running')))::integer as unfinished,
      (count(*) filter (where k.state in ('queued', 'running') and k.total is null))::integer as counting,
      coalesce(sum(k.total), 0) as total, coalesce(sum(k.done), 0) as done, coalesce(sum(k.failed), 0) as failed,
      max(k.updated_at) as moved_at, max(k.finished_at) as finished_at
    from public.job_runs k where k.rotation_id = r.id
  ) j
  where want is null or r.id = want
  order by r.id desc
  limit most
$$;

-- How many data keys each key-encryption key wraps, counted no further than `most`: a leap along the index for each version.
create function private.wrapped_by(most integer)
returns table (kek_version integer, data_keys integer)
language sql
stable
security definer
set search_path = ''
as $$
  with recursive versions as (
    (select k.kek_version from public.data_keys k where k.wrapped_key is not null order by k.kek_version limit 1)
    union all
    select (
      select k.kek_version from public.data_keys k
      where k.wrapped_key is not null and k.kek_version > v.kek_version order by k.kek_version limit 1
    )
    from versions v where v.kek_version is not null
  )
  select v.kek_version, (
    select count(*)::integer from (
      select from public.data_keys k where k.wrapped_key is not null and k.kek_version = v.kek_version limit most
    ) counted
  )
  from versions v where v.kek_version is not null
$$;
grant execute on function
  private.start_key_rotation(uuid, uuid, boolean, integer), private.note_key_rotation(uuid, uuid, boolean),
  private.key_rotations(uuid, integer), private.wrapped_by(integer)
to app_operator;
