-- Reading the audit log by time, by what was done and by the kind of actor, each without walking the whole chain.
create index audit_log_by_time on public.audit_log (org_id, recorded_at, seq);
create index audit_log_by_action on public.audit_log (org_id, action, seq desc);
create index audit_log_by_actor_type on public.audit_log (org_id, actor_type, seq desc);
-- What platform staff did, over all organizations: a line for each, newest first.
create index audit_log_of_operators on public.audit_log (recorded_at desc) where actor_type = 'operator';

-- Part of a chain computed again, for logs that take longer than one statement may: the entries above `after_seq`, at most
-- `span` of them, each held against the one before it. The same findings as of the whole at once.
create function private.audit_breaks_in(after_seq bigint, span bigint, most integer default 20)
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
    where l.org_id = (select private.current_org()) and l.seq >= after_seq and l.seq <= after_seq + span
  )
  select c.seq, case when c.seq <> c.before_seq + 1 then 'gap' when c.previous_hash <> c.before_hash then 'link' else 'hash' end
  from chain c
  where c.seq > after_seq
    and (c.seq <> c.before_seq + 1 or c.previous_hash <> c.before_hash or c.hash <> c.computed)
  order by c.seq
  limit most
$$;
drop function private.audit_breaks(integer);
grant execute on function private.audit_breaks_in(bigint, bigint, integer) to app_tenant, app_operator;
