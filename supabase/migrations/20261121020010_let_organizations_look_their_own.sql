-- How an organization writes dates and amounts, and the picture it goes by.
alter table public.organizations
  add column locale text not null default 'en-US' check (locale ~ '^[a-z]{2}-[A-Z]{2}$'),
  add column logo_id uuid,
  add column logo_type text check (logo_type ~ '^image/(png|jpeg|webp)$'),
  add constraint organizations_logo_is_whole check ((logo_id is null) = (logo_type is null));
comment on column public.organizations.locale is
  'none: whose way of writing dates, times, numbers and money (BCP 47); words stay English';
comment on column public.organizations.logo_id is
  'none: 122 random bits, the name of the picture in the object storage and in its public address';
comment on column public.organizations.logo_type is 'none: what its bytes were found to be';
create unique index organizations_logo on public.organizations (logo_id) where logo_id is not null;
grant update (locale, logo_id, logo_type) on public.organizations to app_tenant;

-- A picture by its address, for whoever has it: mails show it to readers who are not signed in.
create function private.logo(logo uuid)
returns table (org_id uuid, logo_type text)
language sql
stable
security definer
set search_path = ''
as $$
  select o.id, o.logo_type from public.organizations o where o.logo_id = logo and o.deleted_at is null
$$;

-- The switcher shows each organization's picture.
drop function private.organizations_of(uuid);
create function private.organizations_of(person uuid)
returns table (id uuid, slug text, name text, industry text, colour text, logo_id uuid, role text)
language sql
stable
security definer
set search_path = ''
as $$
  select o.id, o.slug, o.name, o.industry, o.colour, o.logo_id, m.role
  from public.memberships m
  join public.organizations o on o.id = m.org_id
  where m.user_id = person and o.deleted_at is null
  order by lower(o.name), o.id
$$;
revoke all on function private.organizations_of(uuid), private.logo(uuid) from public;
grant execute on function private.organizations_of(uuid), private.logo(uuid) to app_tenant;
grant execute on function private.organizations_of(uuid) to app_operator;
