-- A rotation walks an organization's kept answers by their key, whoever's it is; the primary key has the actor before it.
create index idempotency_keys_walk on public.idempotency_keys (org_id, key);
