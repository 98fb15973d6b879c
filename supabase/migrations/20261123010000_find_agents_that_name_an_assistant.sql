-- On the address all Vapi assistants share an agent is found by the secret that was sent …
create function private.vapi_agents_by_secret(lookup text, assistant text)
returns table (id uuid, org_id uuid, provider text, auth_scheme text, auth_config jsonb, secret_ciphertext text, status text, vendor_agent_id text)
language sql
stable
security definer
set search_path = ''
as $$
  select a.id, a.org_id, a.provider, a.auth_scheme, a.auth_config, a.secret_ciphertext, a.status, a.vendor_agent_id
  from public.agents a
  join public.organizations o on o.id = a.org_id and o.deleted_at is null
  where a.provider = 'vapi' and a.deleted_at is null and a.secret_lookup = lookup
  order by (a.vendor_agent_id is not distinct from assistant) desc, a.id
  limit 20
$$;

-- … or, where the body is signed, by the assistant it names. Anybody may name any assistant, so nobody's agents may crowd the
-- owner's out (docs/decisions/181): first whom the vendor has shown this assistant by a key of theirs, then everybody by turns.
create function private.vapi_agents_by_assistant(assistant text)
returns table (id uuid, org_id uuid, provider text, auth_scheme text, auth_config jsonb, secret_ciphertext text, status text, vendor_agent_id text)
language sql
stable
security definer
set search_path = ''
as $$
  select c.id, c.org_id, c.provider, c.auth_scheme, c.auth_config, c.secret_ciphertext, c.status, c.vendor_agent_id
  from (
    select a.*, s.is_shown,
      row_number() over (partition by a.org_id order by a.secret_ciphertext is null, s.is_shown desc, a.id) as turn
    from public.agents a
    join public.organizations o on o.id = a.org_id and o.deleted_at is null
    cross join lateral (select a.vendor_checked_at is not null and 'gone' <> all (a.vendor_problems) as is_shown) s
    where a.provider = 'vapi' and a.deleted_at is null and a.vendor_agent_id = assistant and a.auth_scheme = 'hmac'
  ) c
  order by c.secret_ciphertext is null, c.is_shown desc, c.turn, c.id
  limit 500
$$;

grant execute on function private.vapi_agents_by_secret(text, text), private.vapi_agents_by_assistant(text) to app_tenant;
