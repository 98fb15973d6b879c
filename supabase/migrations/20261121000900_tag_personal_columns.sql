-- The data map: what export must contain and erasure must empty. Every text and jsonb column that is not limited to named
-- words starts its comment with `pii` (tells who), `phi` (tells about health or was said in a call) or `none`.

comment on column public.organizations.slug is 'none';
comment on column public.organizations.time_zone is 'none: IANA name';
comment on column public.organizations.currency is 'none: ISO 4217';

comment on column public.invitations.token_hash is 'none: SHA-256 of the token in the link';

comment on column public.org_credentials.secret_ciphertext is 'none: a vendor''s API key, encrypted';
comment on column public.org_credentials.last_four is 'none';

comment on column public.agents.name is 'none';
comment on column public.agents.token is 'none: names the webhook address';
comment on column public.agents.vendor_agent_id is 'none';
comment on column public.agents.auth_config is 'none: header names and formats, no secret';
comment on column public.agents.secret_ciphertext is 'none: a vendor''s webhook secret, encrypted';
comment on column public.agents.secret_last_four is 'none';
comment on column public.agents.secret_lookup is
  'none: keyed hash of a bearer or shared secret; finds the agent of a delivery on the shared Vapi address.';
comment on column public.agents.last_rejected_reason is 'none';
comment on column public.agents.reconciliation_error is 'none';

comment on column public.calls.vendor_call_id is 'none';
comment on column public.calls.disconnection_reason is 'none: the vendor''s word';
comment on column public.calls.transfer_destination is 'pii: the number a call was handed to';
comment on column public.calls.cost_currency is 'none: ISO 4217';
comment on column public.calls.cost_breakdown is 'none: [{ label, cost_micros }]';
comment on column public.calls.latency is 'none: milliseconds by stage and percentile';
comment on column public.calls.billable_reason is 'pii: a member''s own words';
comment on column public.calls.facets is
  'none: version that last wrote each group of columns (status, party, start, end, outcome, analysis, cost, latency, recording, metadata). Versions sort as text; the greatest wins, so any order of deliveries ends in the same row.';
comment on column public.transcripts.version is 'none';

comment on column public.inbound_events.event_type is 'none';
comment on column public.inbound_events.event_key is 'none';
comment on column public.inbound_events.vendor_call_id is 'none';
comment on column public.inbound_events.changes is 'phi: what the delivery changed in its call';
comment on column public.inbound_events.error is 'none: never quotes the body';
comment on column public.inbound_events.request_id is 'none';
comment on column public.delivery_keys.event_key is 'none';

comment on column public.events.name is 'none';
comment on column public.events.subject_type is 'none';
comment on column public.events.actor_id is 'pii: id of the person, agent or job that acted';
comment on column public.events.request_id is 'none';

comment on column public.job_runs.name is 'none';
comment on column public.job_runs.input is 'none: ids and filters';
comment on column public.job_runs.error is 'none';
