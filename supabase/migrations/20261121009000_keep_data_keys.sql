-- One key per organization under which its columns are encrypted, kept only wrapped by a key-encryption key that the database
-- never sees. Tenants hold no grant: two doors answer for the organization of the transaction, and lib/crypto alone knocks.

create table public.data_keys (
  org_id uuid not null references public.organizations (id) on delete cascade,
  version integer not null check (version > 0),
  kek_version integer not null check (kek_version > 0),
  wrapped_key text,
  destroyed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, version),
  check ((wrapped_key is null) = (destroyed_at is not null))
);
comment on table public.data_keys is
  'The data keys of an organization, each wrapped (AES-256-GCM) by a key-encryption key of the environment. The greatest version encrypts. A destroyed key leaves its row: what it encrypted can never be read again.';
comment on column public.data_keys.wrapped_key is 'none: a key, encrypted';
create index data_keys_by_kek on public.data_keys (kek_version) where wrapped_key is not null;
select private.enable_tenancy('public.data_keys');
grant select, update (kek_version, wrapped_key, destroyed_at), delete on public.data_keys to app_operator;

create function private.data_keys()
returns table (version integer, kek_version integer, wrapped_key text)
language sql
stable
security definer
set search_path = ''
as $$
  select k.version, k.kek_version, k.wrapped_key
  from public.data_keys k
  where k.org_id = private.current_org()
  order by k.version desc
$$;

-- Adds the next data key unless somebody was faster; never one beside a key that was destroyed.
create function private.add_data_key(key_version integer, key_kek_version integer, key_wrapped text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  insert into public.data_keys (org_id, version, kek_version, wrapped_key)
  select private.current_org(), key_version, key_kek_version, key_wrapped
  where not exists (
    select from public.data_keys k
    where k.org_id = private.current_org() and (k.version >= key_version or k.destroyed_at is not null)
  )
  on conflict (org_id, version) do nothing
$$;
grant execute on function private.data_keys(), private.add_data_key(integer, integer, text) to app_tenant;
