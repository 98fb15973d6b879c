-- An organization never loses its last admin, whoever asks and however many ask at once.
create function private.keep_one_admin()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- One change of admins at a time per organization; weaker than the lock that foreign keys wait for.
  perform from public.organizations o where o.id = old.org_id for no key update;
  if not found then
    return null; -- the organization itself is being removed
  end if;
  if not exists (select from public.profiles p where p.user_id = old.user_id) then
    return null; -- the person is being erased, which nothing may hold up
  end if;
  if not exists (select from public.memberships m where m.org_id = old.org_id and m.role = 'org_admin') then
    raise exception 'the organization needs at least one admin' using errcode = 'FY001';
  end if;
  return null;
end
$$;
create trigger keep_one_admin_on_change after update of role on public.memberships
  for each row when (old.role = 'org_admin' and new.role <> 'org_admin') execute function private.keep_one_admin();
create trigger keep_one_admin_on_removal after delete on public.memberships
  for each row when (old.role = 'org_admin') execute function private.keep_one_admin();

create index memberships_list on public.memberships (org_id, created_at, user_id);
