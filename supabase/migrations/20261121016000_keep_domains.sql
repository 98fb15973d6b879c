-- Host names of organizations' own: clinic.example.com leads to the organization that proved it by a record in the DNS.

create table public.domains (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  hostname text not null check (
    char_length(hostname) <= 253 and hostname ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$'
  ),
  verification_token text not null check (verification_token ~ '^[0-9a-f]{32}$'),
  verified_at timestamptz,
  checked_at timestamptz,
  problem text,
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  unique (org_id, hostname)
);
comment on table public.domains is
  'Host names an organization is reached under. Anybody may claim one; it leads somewhere once the record in its DNS was seen.';
comment on column public.domains.hostname is 'none: lower case, punycode';
comment on column public.domains.verification_token is 'none: published in the DNS by whoever owns the name';
comment on column public.domains.problem is 'none: why the last check did not verify it, in words of ours';
create index domains_list on public.domains (org_id, id desc);
create index domains_created_by on public.domains (created_by) where created_by is not null;
create unique index domains_verified_once on public.domains (hostname) where verified_at is not null;
select private.enable_tenancy('public.domains');
grant select, insert, delete on public.domains to app_tenant;
grant update (verified_at, checked_at, problem) on public.domains to app_tenant;

-- The door for a request that carries a host name and nobody's session yet.
create function private.organization_of_domain(host text)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  select o.slug
  from public.domains d
  join public.organizations o on o.id = d.org_id and o.deleted_at is null
  where d.hostname = host and d.verified_at is not null
$$;
revoke all on function private.organization_of_domain(text) from public;
grant execute on function private.organization_of_domain(text) to app_tenant;
