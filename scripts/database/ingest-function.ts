import { mergeCallsSql, mergeTranscriptsSql, wonFacetsSql } from "../../lib/ingest/merge-sql";

/**
 * The body of `private.ingest_deliveries`: take the event keys, keep every delivery, merge the calls and their transcripts,
 * note the agents' signs of life, state the facts. One statement, because round trips and commits are the cost.
 */
export const INGEST_BODY = `
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
  merged as (${mergeCallsSql("fresh")}),
  heard as (${mergeTranscriptsSql("fresh", "merged")}),
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
      case when m.id is not null then jsonb_build_object('created', m.created, 'facets', ${wonFacetsSql}) end,
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
`;

/** A migration that brings the function of the database to what `INGEST_BODY` says now. */
export function ingestFunctionSql(): string {
  return `-- Deliveries of one organization in one round trip: a transaction of its own, behind the wall, because the function works
-- with the rights of app_tenant and nobody else's. Written by \`npm run ingest-function\`.
create or replace function private.ingest_deliveries(org_id uuid, deliveries text)
returns table (id uuid, state text, call_id uuid)
language plpgsql
volatile
security definer
set search_path = ''
set lock_timeout = '3s'
set transaction_timeout = '10s'
as $ingest$${INGEST_BODY}$ingest$;

grant create on schema private to app_tenant;
alter function private.ingest_deliveries owner to app_tenant;
revoke create on schema private from app_tenant;
revoke all on function private.ingest_deliveries from public, app_tenant;
do $$
begin
  execute pg_catalog.format('grant execute on function private.ingest_deliveries to %I', current_user);
end
$$;
`;
}
