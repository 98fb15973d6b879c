-- Whoever opens the live board sees that a call's agent was muted, and may let it speak again.
alter table public.calls add column is_muted boolean not null default false;
grant update (is_muted) on public.calls to app_tenant;
