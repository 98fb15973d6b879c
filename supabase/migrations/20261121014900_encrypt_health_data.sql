-- What was said in calls, and who said it, encrypted under the data key of the organization. Encrypting and opening happen in
-- the process that answers requests; the database holds either the plain column or the ciphertext beside it, never both.

alter table public.organizations
  add column phi_protection boolean not null default true,
  add column viewers_see_phi boolean not null default false;
comment on column public.organizations.phi_protection is
  'Health data is encrypted, masked in lists and hidden from viewers. What is kept follows by a job when this changes.';
comment on column public.organizations.viewers_see_phi is 'Whether viewers see what was said and who called, while health data is protected.';
grant update (phi_protection, viewers_see_phi) on public.organizations to app_tenant;
alter table public.organizations
  add column phi_changed_at timestamptz not null default clock_timestamp(),
  add column phi_kept_as boolean default true;
comment on column public.organizations.phi_changed_at is 'When phi_protection was changed last.';
comment on column public.organizations.phi_kept_as is
  'The phi_protection that everything kept was last brought to; a job brings the rest after it when the two differ.';
grant update (phi_changed_at, phi_kept_as) on public.organizations to app_tenant;
-- What was kept before this migration is plain.
update public.organizations set phi_kept_as = false;

-- A value is bound to the vendor's name of its call, which is known before the call has an id of ours.
alter table public.calls
  add column party_ciphertext text,
  add column analysis_ciphertext text,
  add column recording_ciphertext text,
  add column metadata_ciphertext text,
  add column caller_index bigint,
  add column caller_ending_index bigint,
  alter column party_ciphertext set storage external,
  alter column analysis_ciphertext set storage external,
  alter column recording_ciphertext set storage external,
  alter column metadata_ciphertext set storage external;
comment on column public.calls.party_ciphertext is 'pii: from_number and to_number, encrypted';
comment on column public.calls.analysis_ciphertext is 'phi: summary and custom_analysis, encrypted';
comment on column public.calls.recording_ciphertext is 'phi: recording_url and recording_stereo_url, encrypted';
comment on column public.calls.metadata_ciphertext is 'pii: metadata, encrypted';
comment on column public.calls.caller_index is 'Keyed hash (52 bits) of the caller''s number: finds it without holding it.';
comment on column public.calls.caller_ending_index is 'Keyed hash (52 bits) of the last four digits of the caller''s number.';
grant update (
  party_ciphertext, analysis_ciphertext, recording_ciphertext, metadata_ciphertext, caller_index, caller_ending_index
) on public.calls to app_tenant;
-- Plain and hashed numbers exclude each other: of each pair one index takes a new call.
drop index public.calls_caller;
drop index public.calls_caller_ending;
create index calls_caller on public.calls (org_id, caller_number text_pattern_ops) where caller_number is not null;
create index calls_caller_ending on public.calls (org_id, caller_number_reversed text_pattern_ops)
  where caller_number_reversed is not null;
create index calls_caller_index on public.calls (org_id, caller_index) where caller_index is not null;
create index calls_caller_ending_index on public.calls (org_id, caller_ending_index) where caller_ending_index is not null;

alter table public.transcripts
  add column turns_ciphertext text,
  add column fragments_ciphertext jsonb not null default '{}',
  alter column turns_ciphertext set storage external;
comment on column public.transcripts.turns_ciphertext is 'phi: turns, encrypted';
comment on column public.transcripts.fragments_ciphertext is 'phi: fragments by version, each encrypted';
grant update (turns_ciphertext, fragments_ciphertext) on public.transcripts to app_tenant;

alter table public.inbound_events add column body_ciphertext text;
alter table public.inbound_events alter column body_ciphertext set storage external;
alter table public.inbound_events alter column body drop not null;
alter table public.inbound_events
  add constraint inbound_events_one_body check ((body is null) <> (body_ciphertext is null)) not valid;
comment on column public.inbound_events.body_ciphertext is 'phi: the exact body, encrypted';
grant update (body, body_ciphertext) on public.inbound_events to app_tenant;

alter table public.notes add column body_ciphertext text;
alter table public.notes alter column body drop not null;
alter table public.notes add constraint notes_one_body check ((body is null) <> (body_ciphertext is null)) not valid;
comment on column public.notes.body_ciphertext is 'phi: body, encrypted';
grant update (body_ciphertext) on public.notes to app_tenant;

-- Answers of creating requests hold what was created: encrypted always.
alter table public.idempotency_keys add column answer_ciphertext text;
comment on column public.idempotency_keys.answer_ciphertext is 'pii: the answer, encrypted';
grant update (answer_ciphertext) on public.idempotency_keys to app_tenant;

-- The key of an organization's keyed hashes: words, numbers, addresses. Random, encrypted under its data key, and so lost with it.
create table public.index_keys (
  org_id uuid not null references public.organizations (id) on delete cascade,
  secret_ciphertext text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id)
);
comment on table public.index_keys is 'The key of an organization''s keyed hashes (words said, numbers), encrypted.';
comment on column public.index_keys.secret_ciphertext is 'none: a key, encrypted';
select private.enable_tenancy('public.index_keys');
grant select, insert, update (secret_ciphertext) on public.index_keys to app_tenant;

-- Terms were hashed by a key of the environment until now: every organization's calls are read again, newest first.
update public.search_progress
set history_before = now() + interval '1 day', history_before_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

-- Everything that opening health data takes, in one look: the setting, the wrapped keys, the sealed key of the index.
create function private.phi_vault()
returns table (is_protected boolean, viewers_see boolean, index_key text, data_keys jsonb)
language sql
stable
security definer
set search_path = ''
as $$
  select o.phi_protection, o.viewers_see_phi, i.secret_ciphertext, (
    select coalesce(jsonb_agg(
      jsonb_build_object('version', k.version, 'kek_version', k.kek_version, 'wrapped_key', k.wrapped_key) order by k.version desc
    ), '[]')
    from public.data_keys k where k.org_id = o.id
  )
  from public.organizations o
  left join public.index_keys i on i.org_id = o.id
  where o.id = private.current_org()
$$;
grant execute on function private.phi_vault() to app_tenant;
