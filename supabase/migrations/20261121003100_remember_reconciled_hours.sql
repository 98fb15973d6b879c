-- "312 of 312 calls present" needs its span: how many hours back the last comparison with the vendor looked.
alter table public.agents add column reconciled_hours integer check (reconciled_hours > 0);
grant update (reconciled_hours) on public.agents to app_tenant;
