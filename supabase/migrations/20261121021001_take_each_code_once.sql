-- A code of an authenticator app opens one door once. The auth server takes the same code again for as long as it is right
-- (ninety seconds), so whoever looked over a shoulder could show it a second time: to us, or to the auth server directly. What
-- was shown here is remembered, and a session that was raised anywhere else does not count as raised.

create table private.used_codes (
  user_id uuid not null references auth.users (id) on delete cascade,
  code_hash text not null check (char_length(code_hash) = 64),
  used_at timestamptz not null default clock_timestamp(),
  primary key (user_id, code_hash)
);
comment on table private.used_codes is 'Codes that were shown in the last minutes, by keyed hash.';
comment on column private.used_codes.code_hash is 'none: keyed hash';
revoke all on private.used_codes from public, anon, authenticated, app_tenant, app_operator;

-- Whether nobody has shown this code; from then on somebody has. Of two at once one waits for the other.
create function private.take_code(person uuid, hash text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  taken boolean;
begin
  delete from private.used_codes u where u.user_id = person and u.used_at < clock_timestamp() - interval '3 minutes';
  insert into private.used_codes (user_id, code_hash) values (person, hash)
  on conflict (user_id, code_hash) do nothing
  returning true into taken;
  return coalesce(taken, false);
end
$$;

-- It was wrong, or could not be judged: as if it had not been shown.
create function private.give_back_code(person uuid, hash text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  delete from private.used_codes where user_id = person and code_hash = hash
$$;
grant execute on function private.take_code(uuid, text), private.give_back_code(uuid, text) to app_tenant;

alter table private.sessions add column raised_by uuid;
comment on column private.sessions.raised_by is 'The second factor that this session has shown to us.';
do $$
begin
  -- Those raised before. (A rehearsal has no sessions, nor a table for them.)
  if to_regclass('auth.sessions') is not null then
    update private.sessions k set raised_by = s.factor_id
    from auth.sessions s where s.id = k.id and s.aal = 'aal2';
  end if;
end
$$;

-- A code or the password was right a moment ago. A session with a second factor gets here by a code alone.
create or replace function private.note_proof(person uuid, session uuid)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  update private.sessions k set proved_at = clock_timestamp(),
    raised_by = (select s.factor_id from auth.sessions s where s.id = k.id and s.aal = 'aal2')
  where k.id = session and k.user_id = person
$$;

create or replace function private.session_standing(person uuid, session uuid)
returns table (state text, has_factor boolean, is_operator boolean, begun_at timestamptz, seen_at timestamptz, proved_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  found record;
begin
  select
    exists (select from auth.mfa_factors f where f.user_id = person and f.status = 'verified') as has_factor,
    exists (select from public.operators o where o.user_id = person) as is_operator
  into has_factor, is_operator;
  select s.created_at, s.refreshed_at, s.not_after, s.aal = 'aal2' and s.factor_id = k.raised_by as is_raised,
    k.seen_at, k.proved_at
  into found
  from auth.sessions s
  left join private.sessions k on k.id = s.id
  where s.id = session and s.user_id = person;

  begun_at := found.created_at;
  seen_at := found.seen_at;
  proved_at := coalesce(found.proved_at, found.created_at);
  state := case
    when found.created_at is null or found.not_after < now() then 'over'
    when found.created_at < now() - case when is_operator then interval '12 hours' else interval '30 days' end then 'over'
    when greatest(found.seen_at, found.refreshed_at at time zone 'utc', found.created_at)
      < now() - case when is_operator then interval '1 hour' else interval '7 days' end then 'over'
    when has_factor and found.is_raised is not true then 'code_needed'
    else 'good'
  end;
  return next;
end
$$;
