-- Search in the inbox: by the beginning of a vendor's call id, an event type or a phone number. Indexes with
-- text_pattern_ops answer equality and "begins with" under every collation, so they replace the plain ones.

drop index public.inbound_events_by_call;
create index inbound_events_by_call on public.inbound_events (org_id, vendor_call_id text_pattern_ops, id desc);
create index inbound_events_by_type on public.inbound_events (org_id, event_type text_pattern_ops, id desc);
-- Few deliveries are no webhooks: partial, so that the main road does not pay for it.
create index inbound_events_by_source on public.inbound_events (org_id, source, id desc) where source <> 'webhook';

drop index public.calls_from_number;
drop index public.calls_to_number;
create index calls_from_number on public.calls (org_id, from_number text_pattern_ops, started_at desc);
create index calls_to_number on public.calls (org_id, to_number text_pattern_ops, started_at desc);
