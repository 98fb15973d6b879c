-- Mails to the owner of an account are jobs: which account belongs to an address, and where its owner is written to.

create function private.account_at(address text)
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  select p.user_id from public.profiles p where p.email = lower(address)
$$;

create function private.address_of(person uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  select p.email from public.profiles p where p.user_id = person
$$;
grant execute on function private.account_at(text), private.address_of(uuid) to app_tenant;
