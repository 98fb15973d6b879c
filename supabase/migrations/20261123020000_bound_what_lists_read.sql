-- The audit log by the kind of thing that was changed, without walking the whole chain.
create index audit_log_by_subject_type on public.audit_log (org_id, subject_type, seq desc);

-- Which of some members have a second factor: a page of members asks for its own only.
create function private.members_with_second_factor(people uuid[])
returns table (user_id uuid)
language sql
stable
security definer
set search_path = ''
as $$
  select m.user_id from public.memberships m
  where m.org_id = (select private.current_org()) and m.user_id = any (people) and private.has_second_factor(m.user_id)
$$;
grant execute on function private.members_with_second_factor(uuid[]) to app_tenant;
