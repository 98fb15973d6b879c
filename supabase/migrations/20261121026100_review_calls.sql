-- Who has looked at a call, and when. What needs a look is not kept but follows from how the call went; the index holds what
-- still does, so a list of it reads nothing else.
alter table public.calls
  add column reviewed_at timestamptz,
  add column reviewed_by uuid references public.profiles (user_id) on delete set null;
comment on column public.calls.reviewed_at is 'When somebody said to have looked at the call; null until then.';
comment on column public.calls.reviewed_by is 'The person; null where a program said so, or the person has left.';
grant update (reviewed_at, reviewed_by) on public.calls to app_tenant;

create index calls_to_review on public.calls (org_id, started_at desc, id desc)
  where reviewed_at is null and (status = 'error' or sentiment = 'negative' or (not successful and voicemail is not true));
create index calls_reviewed on public.calls (org_id, started_at desc, id desc) where reviewed_at is not null;
create index calls_reviewed_by on public.calls (reviewed_by) where reviewed_by is not null;
