-- Credentials of vendors by kind, several of each, with rotation, expiry and verification. Takes the place of org_credentials,
-- whose rows move here as they are: their secrets open at their former address until the next rotation of keys.

create table public.credentials (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null check (kind in (
    'retell', 'vapi', 'twilio', 'google_calendar', 'creatomate', 'boberdoo', 'slack', 'openai', 'resend'
  )),
  label text not null check (char_length(label) between 1 and 80),
  secret_ciphertext text,
  has_former_address boolean not null default false,
  fingerprint text,
  last_four text not null,
  is_default boolean not null default false,
  replaces_id uuid,
  superseded_at timestamptz,
  retires_at timestamptz,
  retired_at timestamptz,
  expires_at timestamptz,
  last_used_at timestamptz,
  verification text check (verification in ('valid', 'refused', 'unanswered')),
  verification_problem text,
  verified_at timestamptz,
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, replaces_id) references public.credentials (org_id, id) on delete set null (replaces_id),
  check ((secret_ciphertext is null) = (retired_at is not null)),
  check (not (is_default and retired_at is not null))
);
comment on table public.credentials is
  'What an organization shows to a vendor''s API. The secret is encrypted and never leaves the server; a retired credential has none left.';
comment on column public.credentials.label is 'none: a name of the organization''s choosing';
comment on column public.credentials.secret_ciphertext is 'none: a vendor''s credential, encrypted';
comment on column public.credentials.has_former_address is
  'The secret is still bound to the row of org_credentials it came from; the next rotation of keys binds it to this one.';
comment on column public.credentials.fingerprint is 'none: keyed hash of the secret, to tell two apart without showing either';
comment on column public.credentials.last_four is 'none: the end of the secret';
comment on column public.credentials.verification_problem is 'none: why the vendor refused or did not answer, in words of ours';
create index credentials_list on public.credentials (org_id, id desc);
create index credentials_created_by on public.credentials (created_by) where created_by is not null;
create index credentials_replaces on public.credentials (org_id, replaces_id) where replaces_id is not null;
create unique index credentials_one_default on public.credentials (org_id, kind) where is_default;
create unique index credentials_kept_once on public.credentials (org_id, kind, fingerprint) where retired_at is null;
select private.enable_tenancy('public.credentials');
grant select, insert, delete on public.credentials to app_tenant;
grant update (
  label, secret_ciphertext, has_former_address, is_default, superseded_at, retires_at, retired_at, expires_at, last_used_at,
  verification, verification_problem, verified_at
) on public.credentials to app_tenant;
create trigger touch_updated_at before update of
  label, is_default, superseded_at, retires_at, retired_at, expires_at on public.credentials
  for each row execute function private.touch_updated_at();

insert into public.credentials (org_id, kind, label, secret_ciphertext, has_former_address, last_four, is_default, created_by, created_at)
select org_id, provider, initcap(provider), secret_ciphertext, true, last_four, true, created_by, created_at
from public.org_credentials;
drop table public.org_credentials;
