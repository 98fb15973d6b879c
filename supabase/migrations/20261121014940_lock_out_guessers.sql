-- Attempts at an account, counted before they are judged, so that many at once get no more than one after the other. The
-- key is a keyed hash of what was tried (the address typed, or the person of a code): addresses that have no account are
-- counted and locked like those that have.
create table private.attempts (
  key text primary key check (char_length(key) = 64),
  failed integer not null default 0,
  locked_until timestamptz,
  first_locked_at timestamptz,
  attempted_at timestamptz not null default clock_timestamp()
);
comment on table private.attempts is 'Failed attempts at an account since the last right one, by keyed hash; forgotten after a day.';
comment on column private.attempts.key is 'none: keyed hash';
create index attempts_age on private.attempts (attempted_at);
revoke all on private.attempts from public, anon, authenticated, app_tenant, app_operator;

-- Counts an attempt as failed until `forget_attempts_at` says it was right. From the `free`-th failure on the account is
-- locked: one minute, then twice as long with every further failure, up to an hour.
create function private.take_attempt(attempt_key text, free integer)
returns table (allowed boolean, retry_after_ms bigint, locked_since timestamptz, locks_now boolean)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  counted private.attempts;
  moment timestamptz;
begin
  insert into private.attempts (key) values (attempt_key) on conflict (key) do nothing;
  select * into counted from private.attempts a where a.key = attempt_key for update;
  -- After the row is ours: whoever waited for it must not judge by the time before.
  moment := clock_timestamp();
  if counted.attempted_at < moment - interval '24 hours' then
    counted.failed := 0;
    counted.locked_until := null;
    counted.first_locked_at := null;
  end if;
  if counted.locked_until > moment then
    return query select false, ceil(extract(epoch from counted.locked_until - moment) * 1000)::bigint,
      counted.first_locked_at, false;
    return;
  end if;
  counted.failed := counted.failed + 1;
  if counted.failed >= free then
    counted.locked_until := moment + interval '1 minute' * least(60, power(2, least(counted.failed - free, 10)));
    counted.first_locked_at := coalesce(counted.first_locked_at, date_trunc('milliseconds', moment));
  end if;
  update private.attempts a
  set failed = counted.failed, locked_until = counted.locked_until, first_locked_at = counted.first_locked_at,
    attempted_at = moment
  where a.key = attempt_key;
  return query select true, 0::bigint, counted.first_locked_at, counted.failed = free;
end
$$;

-- The attempt could not be judged (the auth server was away): it counts for nothing.
create function private.return_attempt(attempt_key text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  update private.attempts set failed = greatest(0, failed - 1), locked_until = null where key = attempt_key
$$;

-- Right, or unlocked: as if nothing had been tried.
create function private.forget_attempts_at(keys text[])
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
  with forgotten as (delete from private.attempts where key = any (keys) returning 1)
  select count(*)::integer from forgotten
$$;

-- By the link in the owner's mail, which names the lock it lifts.
create function private.unlock(attempt_key text, since timestamptz)
returns boolean
language sql
volatile
security definer
set search_path = ''
as $$
  with unlocked as (delete from private.attempts where key = attempt_key and first_locked_at = since returning 1)
  select exists (select from unlocked)
$$;

create function private.locked_keys(keys text[])
returns table (key text)
language sql
stable
security definer
set search_path = ''
as $$
  select a.key from private.attempts a where a.key = any (keys) and a.locked_until > now()
$$;

create function private.account_exists(address text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from public.profiles p where p.email = lower(address))
$$;

create function private.forget_old_attempts()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
  with forgotten as (
    delete from private.attempts where attempted_at < now() - interval '24 hours' returning 1
  )
  select count(*)::integer from forgotten
$$;

grant execute on function
  private.take_attempt(text, integer), private.return_attempt(text), private.forget_attempts_at(text[]),
  private.unlock(text, timestamptz), private.locked_keys(text[]), private.account_exists(text)
to app_tenant;
grant execute on function private.forget_old_attempts() to app_operator;
