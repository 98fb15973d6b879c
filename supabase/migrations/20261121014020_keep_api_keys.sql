-- Keys with which an organization's own programs use the API. Only a hash of a key is kept; the tenant's role cannot read even that.

create table public.api_keys (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 80),
  prefix text not null unique check (prefix ~ '^[0-9A-Za-z]{8}$'),
  secret_hash text not null unique check (secret_hash ~ '^[0-9a-f]{64}$'),
  last_four text not null check (char_length(last_four) = 4),
  scopes text[] not null check (cardinality(scopes) between 1 and 32 and array_position(scopes, null) is null),
  allowed_networks text[] not null default '{}' check (cardinality(allowed_networks) <= 20),
  requests_per_minute integer check (requests_per_minute between 1 and 600),
  expires_at timestamptz,
  last_used_at timestamptz,
  replaces_id uuid,
  superseded_at timestamptz,
  retires_at timestamptz,
  revoked_at timestamptz,
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, replaces_id) references public.api_keys (org_id, id) on delete set null (replaces_id),
  check ((superseded_at is null) = (retires_at is null))
);
comment on table public.api_keys is
  'Keys of an organization''s programs. A key that was revoked, retired or has expired stays as history.';
comment on column public.api_keys.name is 'none: a name of the organization''s choosing';
comment on column public.api_keys.prefix is 'none: the part of a key that may be shown';
comment on column public.api_keys.secret_hash is 'none: SHA-256 of the whole key, which holds 190 random bits';
comment on column public.api_keys.last_four is 'none: the end of the key';
comment on column public.api_keys.scopes is 'none: what the key may do';
comment on column public.api_keys.allowed_networks is 'none: from where the key may be used; empty is from anywhere';
comment on column public.api_keys.requests_per_minute is 'A limit of its own below the house''s; null is the house''s.';
comment on column public.api_keys.last_used_at is 'To five minutes: a busy key must not write with every request.';
comment on column public.api_keys.retires_at is 'When a key that has a successor stops being accepted.';
create index api_keys_list on public.api_keys (org_id, id desc);
create index api_keys_created_by on public.api_keys (created_by) where created_by is not null;
create index api_keys_replaces on public.api_keys (org_id, replaces_id) where replaces_id is not null;
select private.enable_tenancy('public.api_keys');
grant select (
  id, org_id, name, prefix, last_four, scopes, allowed_networks, requests_per_minute, expires_at, last_used_at, replaces_id,
  superseded_at, retires_at, revoked_at, created_by, created_at, updated_at
), insert on public.api_keys to app_tenant;
grant update (
  name, scopes, allowed_networks, requests_per_minute, expires_at, last_used_at, superseded_at, retires_at, revoked_at
) on public.api_keys to app_tenant;
create trigger touch_updated_at before update of
  name, scopes, allowed_networks, requests_per_minute, expires_at, superseded_at, retires_at, revoked_at on public.api_keys
  for each row execute function private.touch_updated_at();

-- What a key is, found by its hash with one reading of an index. With a slug it enters that organization when the key is
-- its own and is accepted: from then on the transaction stands behind the organization's wall, without a person, and for
-- reading only when `reads_only`. Without a slug it enters nothing.
create function private.enter_organization_by_key(key_hash text, org_slug text, reads_only boolean)
returns table (
  key_id uuid, state text, scopes text[], allowed_networks text[], requests_per_minute integer, last_used_at timestamptz,
  id uuid, slug text, name text, industry text, time_zone text, currency text, colour text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  found_key record;
begin
  select k.id, k.scopes, k.allowed_networks, k.requests_per_minute, k.last_used_at, k.org_id, o.slug, o.name, o.industry,
    o.time_zone, o.currency, o.colour,
    case
      when k.revoked_at is not null then 'revoked'
      when k.retires_at <= clock_timestamp() then 'retired'
      when k.expires_at <= clock_timestamp() then 'expired'
      else 'accepted'
    end as state
  into found_key
  from public.api_keys k
  join public.organizations o on o.id = k.org_id and o.deleted_at is null
  where k.secret_hash = key_hash;
  if not found then
    return;
  end if;
  if found_key.state = 'accepted' and found_key.slug = org_slug then
    perform set_config('app.org_id', found_key.org_id::text, true);
    if reads_only then
      -- Postgres refuses to turn this off again once the transaction has read anything.
      perform set_config('transaction_read_only', 'on', true);
    end if;
  end if;
  return query select found_key.id, found_key.state, found_key.scopes, found_key.allowed_networks,
    found_key.requests_per_minute, found_key.last_used_at, found_key.org_id, found_key.slug, found_key.name,
    found_key.industry, found_key.time_zone, found_key.currency, found_key.colour;
end
$$;
grant execute on function private.enter_organization_by_key(text, text, boolean) to app_tenant;
