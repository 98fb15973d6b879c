-- Who changed what: one entry for each change, written in the transaction of the change, never altered, chained by hashes.
create table public.audit_log (
  org_id uuid not null references public.organizations (id) on delete cascade,
  seq bigint not null default 0 check (seq > 0),
  action text not null check (char_length(action) <= 100),
  subject_type text not null,
  subject_id uuid,
  actor_type text not null check (actor_type in ('user', 'api_key', 'vendor', 'job', 'operator', 'visitor')),
  actor_id text,
  before jsonb,
  after jsonb,
  ip text,
  request_id text,
  recorded_at timestamptz not null default clock_timestamp(),
  previous_hash bytea not null default '',
  hash bytea not null default '' check (octet_length(hash) = 32),
  primary key (org_id, seq)
);
comment on table public.audit_log is 'Every change anybody made, one entry each. Append-only; each entry carries the hash of the one before it.';
comment on column public.audit_log.before is 'pii: what the change replaced, without secrets and without what was said in calls';
comment on column public.audit_log.after is 'pii: what the change put there, without secrets and without what was said in calls';
comment on column public.audit_log.ip is 'pii';
comment on column public.audit_log.actor_id is 'none';
comment on column public.audit_log.request_id is 'none';
comment on column public.audit_log.action is 'none: a name of the catalogue of events';
comment on column public.audit_log.subject_type is 'none';
comment on column public.audit_log.previous_hash is 'none';
comment on column public.audit_log.hash is 'none: SHA-256 of the hash before it and of the entry';
create index audit_log_by_subject on public.audit_log (org_id, subject_id, seq desc);
create index audit_log_by_actor on public.audit_log (org_id, actor_id, seq desc);
select private.enable_tenancy('public.audit_log');
grant select, insert (org_id, action, subject_type, subject_id, actor_type, actor_id, before, after, ip, request_id)
  on public.audit_log to app_tenant;
grant select on public.audit_log to app_operator;

-- The hash of an entry: everything in it and the hash before it, so that no entry changes alone.
create function private.audit_hash(entry public.audit_log)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select pg_catalog.sha256(
    entry.previous_hash || pg_catalog.convert_to(
      pg_catalog.jsonb_build_array(
        entry.org_id, entry.seq, entry.action, entry.subject_type, entry.subject_id, entry.actor_type, entry.actor_id,
        entry.before, entry.after, entry.ip, entry.request_id,
        (extract(epoch from entry.recorded_at) * 1000000)::bigint
      )::text, 'UTF8'
    )
  )
$$;

-- Gives a new entry its place in the chain of its organization. Entries of one organization wait for each other until their
-- transactions end, so that no two follow the same one and none is missing.
create function private.chain_audit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  last_seq bigint;
  last_hash bytea;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('audit ' || new.org_id::text, 0));
  select l.seq, l.hash into last_seq, last_hash
  from public.audit_log l where l.org_id = new.org_id order by l.seq desc limit 1;
  new.seq := coalesce(last_seq, 0) + 1;
  new.previous_hash := coalesce(last_hash, '');
  new.recorded_at := pg_catalog.clock_timestamp();
  new.hash := private.audit_hash(new);
  return new;
end
$$;
create trigger chain_audit before insert on public.audit_log for each row execute function private.chain_audit();

create function private.refuse_audit_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- The log ends with its organization, and with nothing else.
  if tg_op = 'DELETE' and not exists (select from public.organizations o where o.id = old.org_id) then
    return old;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_change before update or delete on public.audit_log
  for each row execute function private.refuse_audit_change();
create trigger refuse_truncate before truncate on public.audit_log
  for each statement execute function private.refuse_audit_change();

-- The first entries of a chain that do not follow from the one before them: `gap` (an entry is missing), `link` (it names
-- another predecessor), `hash` (it was altered). None means that the chain holds as far as it goes: that nothing was cut off
-- its end, and that it was not computed anew, is known only from a head kept elsewhere.
create function private.audit_breaks(most integer default 20)
returns table (seq bigint, fault text)
language sql
stable
set search_path = ''
as $$
  with chain as (
    select l.seq, l.hash, l.previous_hash, private.audit_hash(l) as computed,
      lag(l.seq, 1, 0::bigint) over (order by l.seq) as before_seq,
      lag(l.hash, 1, ''::bytea) over (order by l.seq) as before_hash
    from public.audit_log l
    where l.org_id = (select private.current_org())
  )
  select c.seq, case when c.seq <> c.before_seq + 1 then 'gap' when c.previous_hash <> c.before_hash then 'link' else 'hash' end
  from chain c
  where c.seq <> c.before_seq + 1 or c.previous_hash <> c.before_hash or c.hash <> c.computed
  order by c.seq
  limit most
$$;
grant execute on function private.audit_hash(public.audit_log) to app_tenant, app_operator;
grant execute on function private.audit_breaks(integer) to app_tenant, app_operator;
