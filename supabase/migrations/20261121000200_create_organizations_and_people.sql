-- Organizations and the people in them.

create table public.organizations (
  id uuid primary key default private.uuid_v7(),
  slug text not null unique check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])$'),
  name text not null check (char_length(name) between 1 and 120),
  industry text not null default 'other' check (industry in ('clinic', 'car_dealer', 'agency', 'other')),
  time_zone text not null default 'America/New_York',
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  colour text not null default 'teal' check (colour in ('teal', 'blue', 'violet', 'rose', 'amber', 'green')),
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.organizations is 'A tenant: one clinic, dealer or agency.';
comment on column public.organizations.name is 'none';
select private.enable_tenancy('public.organizations', 'id');
grant select, update (name, industry, time_zone, currency, colour, deleted_at) on public.organizations to app_tenant;
grant select, update on public.organizations to app_operator;
create trigger touch_updated_at before update on public.organizations
  for each row execute function private.touch_updated_at();

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text not null check (email = lower(email)),
  full_name text not null default '' check (char_length(full_name) <= 120),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.profiles is 'A person who signs in, across organizations.';
comment on column public.profiles.email is 'pii';
comment on column public.profiles.full_name is 'pii';
create unique index profiles_email on public.profiles (email);
create trigger touch_updated_at before update on public.profiles
  for each row execute function private.touch_updated_at();

create table public.memberships (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  role text not null check (role in ('org_admin', 'org_viewer')),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, user_id)
);
comment on table public.memberships is 'Which person belongs to which organization, with which role.';
create index memberships_user on public.memberships (user_id);
select private.enable_tenancy('public.memberships');
grant select, insert, update (role), delete on public.memberships to app_tenant;
grant select on public.memberships to app_operator;
create trigger touch_updated_at before update on public.memberships
  for each row execute function private.touch_updated_at();

-- A profile is seen by the organizations its person belongs to, and changed by that person alone.
alter table public.profiles enable row level security;
alter table public.profiles force row level security;
revoke all on public.profiles from public, anon, authenticated, app_tenant, app_operator;
create policy tenant_isolation on public.profiles for select to app_tenant
  using (
    user_id = (select private.current_person())
    or exists (
      select from public.memberships m
      where m.user_id = profiles.user_id and m.org_id = (select private.current_org())
    )
  );
create policy own_profile on public.profiles for update to app_tenant
  using (user_id = (select private.current_person()))
  with check (user_id = (select private.current_person()));
create policy operator_scope on public.profiles for select to app_operator
  using (
    (select private.current_org()) is null
    or exists (
      select from public.memberships m
      where m.user_id = profiles.user_id and m.org_id = (select private.current_org())
    )
  );
grant select, update (full_name) on public.profiles to app_tenant;
grant select on public.profiles to app_operator;

create table public.invitations (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  email text not null check (email = lower(email) and char_length(email) <= 254),
  role text not null check (role in ('org_admin', 'org_viewer')),
  token_hash text not null unique,
  invited_by uuid references public.profiles (user_id) on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id)
);
comment on table public.invitations is 'An invitation by e-mail to join an organization; the link carries a token, only its hash is kept.';
comment on column public.invitations.email is 'pii';
create unique index invitations_one_open on public.invitations (org_id, email)
  where accepted_at is null and revoked_at is null;
create index invitations_list on public.invitations (org_id, id desc);
select private.enable_tenancy('public.invitations');
grant select, insert, update (role, token_hash, expires_at, accepted_at, revoked_at) on public.invitations to app_tenant;
grant select on public.invitations to app_operator;

-- Platform staff (super_admin). Rows are added by a person with database access, never by the application.
create table public.operators (
  user_id uuid primary key references public.profiles (user_id) on delete cascade,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.operators is 'Platform staff: the role super_admin.';
alter table public.operators enable row level security;
alter table public.operators force row level security;
revoke all on public.operators from public, anon, authenticated, app_tenant, app_operator;
create policy own_row on public.operators for select to app_operator
  using (user_id = (select private.current_person()));
grant select on public.operators to app_operator;

-- Secrets an organization brings (vendor API keys), encrypted by the application.
create table public.org_credentials (
  org_id uuid not null references public.organizations (id) on delete cascade,
  provider text not null check (provider in ('retell', 'vapi')),
  secret_ciphertext text not null,
  last_four text not null,
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, provider)
);
comment on table public.org_credentials is 'Vendor API keys of an organization, encrypted (AES-256-GCM) and shown as their last four characters.';
select private.enable_tenancy('public.org_credentials');
grant select, insert, update (secret_ciphertext, last_four, created_by), delete on public.org_credentials to app_tenant;
create trigger touch_updated_at before update on public.org_credentials
  for each row execute function private.touch_updated_at();
