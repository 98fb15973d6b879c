-- Vendors can be told to keep less than everything of a call: what is missing then is missing on purpose, and a page says so.
alter table public.calls
  add column redaction text check (redaction in ('personal_data', 'content'));
comment on column public.calls.redaction is 'none: what the vendor took out of the call before it sent it; null where it said nothing of the kind.';
grant update (redaction) on public.calls to app_tenant;
