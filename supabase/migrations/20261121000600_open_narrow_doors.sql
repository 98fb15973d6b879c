-- The few questions that must be asked before an organization is known. Each is one definer function that answers
-- exactly one caller's question; nothing else crosses the wall.

-- A signed-in person enters an organization by slug: sets the wall for this transaction and says which role they have.
-- Operators enter as super_admin. No row: not yours or not there.
create function private.enter_organization(person uuid, org_slug text)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text, role text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return query
    select o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour, coalesce(m.role, 'super_admin')
    from public.organizations o
    left join public.memberships m on m.org_id = o.id and m.user_id = person
    where o.slug = org_slug
      and o.deleted_at is null
      and (m.user_id is not null or exists (select from public.operators p where p.user_id = person));
  if found then
    perform set_config('app.org_id', (select o.id::text from public.organizations o where o.slug = org_slug), true);
    perform set_config('app.user_id', person::text, true);
  end if;
end
$$;

-- The organizations of a person, for the switcher.
create function private.organizations_of(person uuid)
returns table (id uuid, slug text, name text, industry text, colour text, role text)
language sql
stable
security definer
set search_path = ''
as $$
  select o.id, o.slug, o.name, o.industry, o.colour, m.role
  from public.memberships m
  join public.organizations o on o.id = m.org_id
  where m.user_id = person and o.deleted_at is null
  order by lower(o.name), o.id
$$;

create function private.is_operator(person uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (select from public.operators where user_id = person)
$$;

-- Keeps the profile of somebody the auth server vouches for.
create function private.save_profile(person uuid, person_email text, person_name text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  insert into public.profiles as p (user_id, email, full_name)
  values (person, lower(person_email), coalesce(person_name, ''))
  on conflict (user_id) do update set
    email = excluded.email,
    full_name = case when p.full_name = '' then excluded.full_name else p.full_name end
$$;

-- A person founds an organization and becomes its first admin; the wall is set for the rest of the transaction.
create function private.create_organization(
  person uuid, org_slug text, org_name text, org_industry text, org_time_zone text, org_currency text, org_colour text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  created uuid;
begin
  insert into public.organizations (slug, name, industry, time_zone, currency, colour)
  values (org_slug, org_name, org_industry, org_time_zone, org_currency, org_colour)
  returning id into created;
  insert into public.memberships (org_id, user_id, role) values (created, person, 'org_admin');
  perform set_config('app.org_id', created::text, true);
  perform set_config('app.user_id', person::text, true);
  return created;
end
$$;

-- An invitation by the hash of its token: what the invited person may know before joining.
create function private.invitation_by_token(hash text)
returns table (id uuid, org_id uuid, org_slug text, org_name text, email text, role text, invited_by_name text,
  expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  select i.id, i.org_id, o.slug, o.name, i.email, i.role, coalesce(nullif(p.full_name, ''), p.email),
    i.expires_at, i.accepted_at, i.revoked_at
  from public.invitations i
  join public.organizations o on o.id = i.org_id and o.deleted_at is null
  left join public.profiles p on p.user_id = i.invited_by
  where i.token_hash = hash
$$;

-- Agents that may have signed a delivery: by the token in the address …
create function private.agent_by_token(agent_token text)
returns table (id uuid, org_id uuid, provider text, auth_scheme text, auth_config jsonb, secret_ciphertext text, status text, vendor_agent_id text)
language sql
stable
security definer
set search_path = ''
as $$
  select a.id, a.org_id, a.provider, a.auth_scheme, a.auth_config, a.secret_ciphertext, a.status, a.vendor_agent_id
  from public.agents a
  join public.organizations o on o.id = a.org_id and o.deleted_at is null
  where a.token = agent_token and a.deleted_at is null
$$;

-- … or, on the address all Vapi assistants share, by the keyed hash of the secret they sent or the assistant they name.
create function private.vapi_agent_candidates(lookup text, assistant text)
returns table (id uuid, org_id uuid, provider text, auth_scheme text, auth_config jsonb, secret_ciphertext text, status text, vendor_agent_id text)
language sql
stable
security definer
set search_path = ''
as $$
  select a.id, a.org_id, a.provider, a.auth_scheme, a.auth_config, a.secret_ciphertext, a.status, a.vendor_agent_id
  from public.agents a
  join public.organizations o on o.id = a.org_id and o.deleted_at is null
  where a.provider = 'vapi' and a.deleted_at is null
    and (a.secret_lookup = lookup or (a.vendor_agent_id = assistant and a.auth_scheme = 'hmac'))
  order by (a.vendor_agent_id is not distinct from assistant) desc, a.id
  limit 20
$$;

grant execute on function
  private.enter_organization(uuid, text), private.organizations_of(uuid), private.is_operator(uuid),
  private.save_profile(uuid, text, text),
  private.create_organization(uuid, text, text, text, text, text, text),
  private.invitation_by_token(text), private.agent_by_token(text), private.vapi_agent_candidates(text, text)
to app_tenant;
grant execute on function private.is_operator(uuid), private.organizations_of(uuid), private.ensure_partitions(text, timestamptz) to app_operator;

-- Slow statements, for the operator console. pg_stat_statements keeps texts without values.
create function private.slow_queries(at_least_ms double precision default 100)
returns table (query text, calls bigint, mean_ms double precision, max_ms double precision, total_ms double precision, rows bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select s.query, s.calls, s.mean_exec_time, s.max_exec_time, s.total_exec_time, s.rows
  from extensions.pg_stat_statements s
  join pg_catalog.pg_database d on d.oid = s.dbid and d.datname = current_database()
  where s.mean_exec_time >= at_least_ms or s.max_exec_time >= at_least_ms * 10
  order by s.total_exec_time desc
  limit 50
$$;
grant execute on function private.slow_queries(double precision) to app_operator;
