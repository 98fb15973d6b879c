-- The sweep that looks for deliveries kept while their agent was paused, and kept still although it is not, asks every organization at once.
create index inbound_events_received on public.inbound_events (org_id, agent_id) where state = 'received';
