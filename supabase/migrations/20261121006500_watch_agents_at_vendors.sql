-- What an agent is at its vendor, whenever it was seen to be another than before: "what changed since", and whether what matters
-- for Foyer still holds.

create table public.agent_snapshots (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  agent_id uuid not null,
  content jsonb not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, agent_id) references public.agents (org_id, id) on delete cascade
);
comment on table public.agent_snapshots is 'An agent''s configuration as its vendor reported it; a row only where it differs from the one before.';
comment on column public.agent_snapshots.content is 'none: names, addresses, versions; of the prompt only hash and length.';
create index agent_snapshots_list on public.agent_snapshots (org_id, agent_id, id desc);
select private.enable_tenancy('public.agent_snapshots');
grant select, insert on public.agent_snapshots to app_tenant;
grant select on public.agent_snapshots to app_operator;

alter table public.agents
  add column vendor_checked_at timestamptz,
  add column vendor_problems text[] not null default '{}',
  add column vendor_check_error text;
comment on column public.agents.vendor_problems is 'none: what of the vendor''s configuration keeps calls from arriving, in words of ours.';
comment on column public.agents.vendor_check_error is 'none';
grant update (vendor_checked_at, vendor_problems, vendor_check_error) on public.agents to app_tenant;
