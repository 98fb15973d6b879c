-- The sweep that retries what our side failed to apply asks every organization at once.
create index inbound_events_failed on public.inbound_events (org_id) where state = 'failed';
