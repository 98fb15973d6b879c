-- Deliveries of one organization in one round trip: a transaction of its own, behind the wall, because the function works
-- with the rights of app_tenant and nobody else's. Written by `npm run ingest-function`.
create or replace function private.ingest_deliveries(org_id uuid, deliveries text)
returns table (id uuid, state text, call_id uuid)
language plpgsql
volatile
security definer
set search_path = ''
set lock_timeout = '3s'
set transaction_timeout = '10s'
as $ingest$
#variable_conflict use_column
begin
  perform pg_catalog.set_config('app.org_id', org_id::text, true);
  return query
  with input as materialized (
    select * from jsonb_to_recordset(deliveries::jsonb) as d(
      id uuid, agent_id uuid, provider text, source text, proof jsonb, event_type text, event_key text, vendor_call_id text,
      headers jsonb, body text, body_ciphertext text, request_id text, received_at timestamptz, state text, error text, event_name text, change jsonb
    )
  ),
  taken as (
    insert into public.delivery_keys (org_id, provider, event_key, inbound_event_id)
    select private.current_org(), provider, event_key, id from input order by provider, event_key
    on conflict do nothing
    returning inbound_event_id
  ),
  fresh as materialized (
    select i.* from input i join taken on taken.inbound_event_id = i.id
  ),
  merged as (
  insert into public.calls as c (
    id, org_id, agent_id, provider, vendor_call_id, is_billable, billable_reason, facets, status, channel, direction, from_number, to_number, party_ciphertext, caller_index, caller_ending_index, started_at, ended_at, duration_ms, disconnection_reason, transfer_destination, successful, voicemail, sentiment, summary, custom_analysis, analysis_ciphertext, analyzed_at, cost_micros, cost_currency, cost_breakdown, latency, latency_p50_ms, recording_url, recording_stereo_url, recording_ciphertext, metadata, metadata_ciphertext, redaction
  )
  select (f.change->>'call_id')::uuid, private.current_org(), f.agent_id, f.provider, f.vendor_call_id,
    f.source <> 'test', case when f.source = 'test' then 'Test delivery sent from the dashboard' end,
    f.change->'versions', coalesce(v.status, 'registered'), coalesce(v.channel, 'phone'), v.direction, v.from_number, v.to_number, v.party_ciphertext, v.caller_index, v.caller_ending_index, coalesce(v.started_at, (f.change->>'seen_at')::timestamptz), v.ended_at, v.duration_ms, v.disconnection_reason, v.transfer_destination, v.successful, v.voicemail, v.sentiment, v.summary, v.custom_analysis, v.analysis_ciphertext, v.analyzed_at, v.cost_micros, v.cost_currency, v.cost_breakdown, v.latency, v.latency_p50_ms, v.recording_url, v.recording_stereo_url, v.recording_ciphertext, v.metadata, v.metadata_ciphertext, v.redaction
  from fresh f
  cross join lateral jsonb_to_record(f.change->'values') as v(status text, channel text, direction text, from_number text, to_number text, party_ciphertext text, caller_index bigint, caller_ending_index bigint, started_at timestamptz, ended_at timestamptz, duration_ms integer, disconnection_reason text, transfer_destination text, successful boolean, voicemail boolean, sentiment text, summary text, custom_analysis jsonb, analysis_ciphertext text, analyzed_at timestamptz, cost_micros bigint, cost_currency text, cost_breakdown jsonb, latency jsonb, latency_p50_ms integer, recording_url text, recording_stereo_url text, recording_ciphertext text, metadata jsonb, metadata_ciphertext text, redaction text)
  where f.change is not null
  order by f.provider, f.vendor_call_id
  on conflict (org_id, provider, vendor_call_id) do update set
    status = case when (excluded.facets->>'status') collate "C" > coalesce(c.facets->>'status', '') then excluded.status else c.status end,
    channel = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.channel else c.channel end,
    direction = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.direction else c.direction end,
    from_number = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.from_number else c.from_number end,
    to_number = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.to_number else c.to_number end,
    party_ciphertext = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.party_ciphertext else c.party_ciphertext end,
    caller_index = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.caller_index else c.caller_index end,
    caller_ending_index = case when (excluded.facets->>'party') collate "C" > coalesce(c.facets->>'party', '') then excluded.caller_ending_index else c.caller_ending_index end,
    started_at = case when (excluded.facets->>'start') collate "C" > coalesce(c.facets->>'start', '') then excluded.started_at else case when c.facets ? 'start' then c.started_at else least(c.started_at, excluded.started_at) end end,
    ended_at = case when (excluded.facets->>'end') collate "C" > coalesce(c.facets->>'end', '') then excluded.ended_at else c.ended_at end,
    duration_ms = case when (excluded.facets->>'end') collate "C" > coalesce(c.facets->>'end', '') then excluded.duration_ms else c.duration_ms end,
    disconnection_reason = case when (excluded.facets->>'outcome') collate "C" > coalesce(c.facets->>'outcome', '') then excluded.disconnection_reason else c.disconnection_reason end,
    transfer_destination = case when (excluded.facets->>'transfer') collate "C" > coalesce(c.facets->>'transfer', '') then excluded.transfer_destination else c.transfer_destination end,
    successful = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.successful else c.successful end,
    voicemail = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.voicemail else c.voicemail end,
    sentiment = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.sentiment else c.sentiment end,
    summary = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.summary else c.summary end,
    custom_analysis = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.custom_analysis else c.custom_analysis end,
    analysis_ciphertext = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.analysis_ciphertext else c.analysis_ciphertext end,
    analyzed_at = case when (excluded.facets->>'analysis') collate "C" > coalesce(c.facets->>'analysis', '') then excluded.analyzed_at else c.analyzed_at end,
    cost_micros = case when (excluded.facets->>'cost') collate "C" > coalesce(c.facets->>'cost', '') then excluded.cost_micros else c.cost_micros end,
    cost_currency = case when (excluded.facets->>'cost') collate "C" > coalesce(c.facets->>'cost', '') then excluded.cost_currency else c.cost_currency end,
    cost_breakdown = case when (excluded.facets->>'cost') collate "C" > coalesce(c.facets->>'cost', '') then excluded.cost_breakdown else c.cost_breakdown end,
    latency = case when (excluded.facets->>'latency') collate "C" > coalesce(c.facets->>'latency', '') then excluded.latency else c.latency end,
    latency_p50_ms = case when (excluded.facets->>'latency') collate "C" > coalesce(c.facets->>'latency', '') then excluded.latency_p50_ms else c.latency_p50_ms end,
    recording_url = case when (excluded.facets->>'recording') collate "C" > coalesce(c.facets->>'recording', '') then excluded.recording_url else c.recording_url end,
    recording_stereo_url = case when (excluded.facets->>'recording') collate "C" > coalesce(c.facets->>'recording', '') then excluded.recording_stereo_url else c.recording_stereo_url end,
    recording_ciphertext = case when (excluded.facets->>'recording') collate "C" > coalesce(c.facets->>'recording', '') then excluded.recording_ciphertext else c.recording_ciphertext end,
    metadata = case when (excluded.facets->>'metadata') collate "C" > coalesce(c.facets->>'metadata', '') then excluded.metadata else c.metadata end,
    metadata_ciphertext = case when (excluded.facets->>'metadata') collate "C" > coalesce(c.facets->>'metadata', '') then excluded.metadata_ciphertext else c.metadata_ciphertext end,
    redaction = case when (excluded.facets->>'redaction') collate "C" > coalesce(c.facets->>'redaction', '') then excluded.redaction else c.redaction end,
    facets = jsonb_strip_nulls(jsonb_build_object('status', greatest((c.facets->>'status') collate "C", (excluded.facets->>'status') collate "C"), 'party', greatest((c.facets->>'party') collate "C", (excluded.facets->>'party') collate "C"), 'start', greatest((c.facets->>'start') collate "C", (excluded.facets->>'start') collate "C"), 'end', greatest((c.facets->>'end') collate "C", (excluded.facets->>'end') collate "C"), 'outcome', greatest((c.facets->>'outcome') collate "C", (excluded.facets->>'outcome') collate "C"), 'transfer', greatest((c.facets->>'transfer') collate "C", (excluded.facets->>'transfer') collate "C"), 'analysis', greatest((c.facets->>'analysis') collate "C", (excluded.facets->>'analysis') collate "C"), 'cost', greatest((c.facets->>'cost') collate "C", (excluded.facets->>'cost') collate "C"), 'latency', greatest((c.facets->>'latency') collate "C", (excluded.facets->>'latency') collate "C"), 'recording', greatest((c.facets->>'recording') collate "C", (excluded.facets->>'recording') collate "C"), 'metadata', greatest((c.facets->>'metadata') collate "C", (excluded.facets->>'metadata') collate "C"), 'redaction', greatest((c.facets->>'redaction') collate "C", (excluded.facets->>'redaction') collate "C"))),
    updated_at = clock_timestamp()
  returning c.id, c.provider, c.vendor_call_id, c.status, c.facets, c.xmax = 0 as created),
  heard as (
  insert into public.transcripts as t (org_id, call_id, turns, turns_ciphertext, fragments, fragments_ciphertext, version)
  select private.current_org(), m.id, coalesce(nullif(f.change->'turns', 'null'), '[]'), f.change->>'turns_ciphertext',
    coalesce(nullif(f.change->'fragments', 'null'), '{}'), coalesce(nullif(f.change->'fragments_ciphertext', 'null'), '{}'),
    f.change->>'transcript_version'
  from fresh f
  join merged m on m.provider = f.provider and m.vendor_call_id = f.vendor_call_id
  where f.change is not null and (
    f.change->'turns' <> 'null' or f.change->'fragments' <> 'null'
    or f.change->>'turns_ciphertext' is not null or f.change->'fragments_ciphertext' <> 'null'
  )
  order by m.id
  on conflict (org_id, call_id) do update set
    turns = case when excluded.version collate "C" > t.version then excluded.turns else t.turns end,
    turns_ciphertext = case when excluded.version collate "C" > t.version then excluded.turns_ciphertext else t.turns_ciphertext end,
    version = greatest(t.version collate "C", excluded.version collate "C"),
    fragments = (
      select coalesce(jsonb_object_agg(key, value), '{}')
      from jsonb_each(t.fragments || excluded.fragments)
      where key collate "C" > greatest(t.version collate "C", excluded.version collate "C")
    ),
    fragments_ciphertext = (
      select coalesce(jsonb_object_agg(key, value), '{}')
      from jsonb_each(t.fragments_ciphertext || excluded.fragments_ciphertext)
      where key collate "C" > greatest(t.version collate "C", excluded.version collate "C")
    ),
    updated_at = clock_timestamp()
  returning t.call_id),
  stored as (
    insert into public.inbound_events (
      id, org_id, agent_id, provider, source, event_type, event_key, vendor_call_id, call_id, state, duplicate_of, headers, body, body_ciphertext,
      changes, error, request_id, received_at, applied_at
    )
    select f.id, private.current_org(), f.agent_id, f.provider, f.source, f.event_type, f.event_key, f.vendor_call_id,
      -- Subqueries, not joins: they run only for a duplicate, by the key, however many calls the organization has.
      coalesce(m.id, (
        select k.id from public.calls k
        where k.org_id = private.current_org() and k.provider = f.provider and k.vendor_call_id = f.vendor_call_id
      )),
      case when fresh.id is null then 'duplicate' else f.state end,
      case when fresh.id is null then (
        select k.inbound_event_id from public.delivery_keys k
        where k.org_id = private.current_org() and k.provider = f.provider and k.event_key = f.event_key
      ) end,
      f.headers, f.body, f.body_ciphertext,
      case when m.id is not null then jsonb_build_object('created', m.created, 'facets', 
  (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each_text(f.change->'versions') where m.facets->>key = value)) end,
      f.error, f.request_id, f.received_at, case when f.state = 'applied' and fresh.id is not null then clock_timestamp() end
    from input f
    left join fresh on fresh.id = f.id
    left join merged m on fresh.id is not null and m.provider = f.provider and m.vendor_call_id = f.vendor_call_id
    returning id, state, call_id
  ),
  alive as (
    update public.agents a set
      last_delivery_at = now(),
      -- A sender is remembered for seconds: it says nothing of a proof that was changed meanwhile.
      validated_at = coalesce(a.validated_at, case when jsonb_build_object(
        'auth_scheme', a.auth_scheme, 'auth_config', a.auth_config, 'seal', left(a.secret_ciphertext, 32)
      ) in (select i.proof from input i where i.agent_id = a.id and i.source = 'webhook') then now() end)
    from public.agents before
    where before.id = a.id and a.id in (select agent_id from input where source = 'webhook')
      and (
        a.validated_at is null or a.last_delivery_at is null or a.last_delivery_at < now() - interval '10 seconds'
        or a.last_rejected_at > a.last_delivery_at
      )
    returning a.id, a.name, a.validated_at = now() as newly_validated,
      before.last_rejected_at > before.last_delivery_at as recovered
  ),
  facts as (
    insert into public.events (org_id, name, subject_type, subject_id, actor_type, actor_id, data, request_id)
    select private.current_org(), f.event_name, case when m.id is null then 'delivery' else 'call' end, coalesce(m.id, f.id), 'vendor', f.agent_id::text,
      jsonb_strip_nulls(jsonb_build_object(
        'agent_id', f.agent_id, 'provider', f.provider, 'delivery_id', f.id, 'status', m.status,
        'state', case when m.id is null then f.state end, 'event_type', case when m.id is null then f.event_type end
      )), f.request_id
    from fresh f
    left join merged m on m.provider = f.provider and m.vendor_call_id = f.vendor_call_id
    union all
    select private.current_org(), case when newly_validated then 'agent.validated' else 'agent.recovered' end, 'agent', id,
      'vendor', id::text, jsonb_build_object('name', name), null
    from alive where newly_validated or recovered
  )
  select s.id, s.state, s.call_id from stored s;
end
$ingest$;

grant create on schema private to app_tenant;
alter function private.ingest_deliveries owner to app_tenant;
revoke create on schema private from app_tenant;
revoke all on function private.ingest_deliveries from public, app_tenant;
do $$
begin
  execute pg_catalog.format('grant execute on function private.ingest_deliveries to %I', current_user);
end
$$;
