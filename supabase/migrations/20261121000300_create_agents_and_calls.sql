-- Voice agents and the calls they hold.

create table public.agents (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  provider text not null check (provider in ('retell', 'vapi')),
  name text not null check (char_length(name) between 1 and 120),
  token text not null unique default 'agent_' || replace(gen_random_uuid()::text, '-', '') check (token ~ '^agent_[0-9a-f]{32}$'),
  vendor_agent_id text,
  auth_scheme text not null check (auth_scheme in ('retell_signature', 'bearer', 'shared_secret', 'hmac')),
  auth_config jsonb not null default '{}',
  secret_ciphertext text,
  secret_last_four text,
  secret_lookup text,
  validated_at timestamptz,
  paused_at timestamptz,
  deleted_at timestamptz,
  status text not null generated always as (
    case
      when deleted_at is not null then 'deleted'
      when paused_at is not null then 'paused'
      when validated_at is not null then 'validated'
      else 'waiting'
    end
  ) stored,
  last_delivery_at timestamptz,
  rejected_count integer not null default 0,
  last_rejected_at timestamptz,
  last_rejected_reason text,
  webhook_registered_at timestamptz,
  reconciled_at timestamptz,
  reconciled_vendor_calls integer,
  reconciled_missing_calls integer,
  reconciliation_error text,
  created_by uuid references public.profiles (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  check (provider = 'retell' or auth_scheme <> 'retell_signature'),
  check (provider = 'vapi' or auth_scheme = 'retell_signature')
);
comment on table public.agents is 'A voice agent at a vendor; its token names its webhook address, its secret proves a delivery.';
comment on column public.agents.secret_lookup is 'Keyed hash of a bearer or shared secret: finds the agent of a delivery on the shared Vapi address.';
create index agents_list on public.agents (org_id, id desc) where deleted_at is null;
create index agents_secret_lookup on public.agents (secret_lookup) where secret_lookup is not null and deleted_at is null;
create index agents_vendor on public.agents (provider, vendor_agent_id) where vendor_agent_id is not null and deleted_at is null;
select private.enable_tenancy('public.agents');
grant select, insert on public.agents to app_tenant;
grant update (
  name, vendor_agent_id, auth_scheme, auth_config, secret_ciphertext, secret_last_four, secret_lookup, validated_at,
  paused_at, deleted_at, last_delivery_at, rejected_count, last_rejected_at, last_rejected_reason,
  webhook_registered_at, reconciled_at, reconciled_vendor_calls, reconciled_missing_calls, reconciliation_error
) on public.agents to app_tenant;
grant select on public.agents to app_operator;
create trigger touch_updated_at before update of
  name, vendor_agent_id, auth_scheme, auth_config, secret_ciphertext, paused_at, deleted_at on public.agents
  for each row execute function private.touch_updated_at();

create table public.calls (
  id uuid not null,
  org_id uuid not null references public.organizations (id) on delete cascade,
  agent_id uuid not null,
  provider text not null check (provider in ('retell', 'vapi')),
  vendor_call_id text not null check (char_length(vendor_call_id) between 1 and 200),
  channel text not null default 'phone' check (channel in ('phone', 'web')),
  direction text check (direction in ('inbound', 'outbound')),
  from_number text,
  to_number text,
  status text not null check (status in ('registered', 'ringing', 'in_progress', 'ended', 'not_connected', 'error')),
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_ms integer check (duration_ms >= 0),
  disconnection_reason text,
  transfer_destination text,
  successful boolean,
  voicemail boolean,
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  summary text,
  custom_analysis jsonb,
  analyzed_at timestamptz,
  cost_micros bigint,
  cost_currency text check (cost_currency ~ '^[A-Z]{3}$'),
  cost_breakdown jsonb,
  latency jsonb,
  latency_p50_ms integer,
  recording_url text,
  recording_stereo_url text,
  metadata jsonb,
  is_billable boolean not null default true,
  billable_reason text check (char_length(billable_reason) <= 500),
  billable_changed_by uuid references public.profiles (user_id) on delete set null,
  billable_changed_at timestamptz,
  facets jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, agent_id) references public.agents (org_id, id)
) with (fillfactor = 80);
comment on table public.calls is 'One call at a vendor. Merged from deliveries in any order: see facets.';
comment on column public.calls.facets is
  'Version that last wrote each group of columns (status, party, start, end, outcome, analysis, cost, latency, recording, metadata). Versions sort as text; the greatest wins, so any order of deliveries ends in the same row.';
comment on column public.calls.from_number is 'pii';
comment on column public.calls.to_number is 'pii';
comment on column public.calls.summary is 'phi';
comment on column public.calls.custom_analysis is 'phi';
comment on column public.calls.metadata is 'pii';
comment on column public.calls.recording_url is 'phi';
comment on column public.calls.recording_stereo_url is 'phi';
comment on column public.calls.cost_micros is 'Vendor cost in millionths of cost_currency.';
create unique index calls_vendor_call on public.calls (org_id, provider, vendor_call_id);
create index calls_list on public.calls (org_id, started_at desc, id desc);
create index calls_by_agent on public.calls (org_id, agent_id, started_at desc, id desc);
create index calls_by_status on public.calls (org_id, status, started_at desc, id desc);
create index calls_test on public.calls (org_id, started_at desc, id desc) where not is_billable;
create index calls_live on public.calls (org_id, started_at desc) where status in ('registered', 'ringing', 'in_progress');
create index calls_from_number on public.calls (org_id, from_number, started_at desc);
create index calls_to_number on public.calls (org_id, to_number, started_at desc);
select private.enable_tenancy('public.calls');
grant select, insert on public.calls to app_tenant;
grant update (
  agent_id, channel, direction, from_number, to_number, status, started_at, ended_at, duration_ms,
  disconnection_reason, transfer_destination, successful, voicemail, sentiment, summary, custom_analysis, analyzed_at,
  cost_micros, cost_currency, cost_breakdown, latency, latency_p50_ms, recording_url, recording_stereo_url, metadata,
  is_billable, billable_reason, billable_changed_by, billable_changed_at, facets, updated_at
) on public.calls to app_tenant;
grant select on public.calls to app_operator;

create table public.transcripts (
  org_id uuid not null,
  call_id uuid not null,
  turns jsonb not null default '[]',
  fragments jsonb not null default '{}',
  version text not null default '',
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id, call_id),
  foreign key (org_id, call_id) references public.calls (org_id, id) on delete cascade
);
comment on table public.transcripts is 'What was said in a call: turns of the newest snapshot, plus single utterances that arrived after it.';
comment on column public.transcripts.turns is 'phi';
comment on column public.transcripts.fragments is 'phi';
select private.enable_tenancy('public.transcripts');
grant select, insert, update (turns, fragments, version, updated_at) on public.transcripts to app_tenant;
grant select on public.transcripts to app_operator;
