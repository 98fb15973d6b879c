-- Answers of creating requests, kept for a day: the same Idempotency-Key gets the same answer.
create table public.idempotency_keys (
  org_id uuid not null references public.organizations (id) on delete cascade,
  actor_id text not null,
  key text not null check (char_length(key) between 1 and 255),
  request_hash text not null,
  status smallint,
  answer jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, actor_id, key)
);
comment on table public.idempotency_keys is 'Answers of creating requests by Idempotency-Key, kept 24 hours.';
comment on column public.idempotency_keys.actor_id is 'none';
comment on column public.idempotency_keys.key is 'none';
comment on column public.idempotency_keys.request_hash is 'none';
comment on column public.idempotency_keys.answer is 'pii';
create index idempotency_keys_age on public.idempotency_keys (created_at);
select private.enable_tenancy('public.idempotency_keys');
grant select, insert, update (status, answer), delete on public.idempotency_keys to app_tenant;
grant select, delete on public.idempotency_keys to app_operator;
