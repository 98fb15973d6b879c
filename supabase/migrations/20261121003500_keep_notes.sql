-- Notes that members write about a call, and whom they mention in them.

create table public.notes (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null,
  call_id uuid not null,
  author_id uuid references public.profiles (user_id) on delete set null,
  body text not null check (char_length(body) between 1 and 4000),
  at_ms integer check (at_ms >= 0),
  edited_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, call_id) references public.calls (org_id, id) on delete cascade
);
comment on table public.notes is 'What members write about a call. A deleted note is kept for 30 days.';
comment on column public.notes.body is 'phi: free text about a call; a mention stands in it as <@user_id>';
comment on column public.notes.at_ms is 'The moment of the recording the note is about, in milliseconds; null when it is about the whole call.';
create index notes_of_call on public.notes (org_id, call_id, id) where deleted_at is null;
create index notes_deleted on public.notes (deleted_at) where deleted_at is not null;
select private.enable_tenancy('public.notes');
grant select, insert, update (body, edited_at, deleted_at) on public.notes to app_tenant;
grant select, delete on public.notes to app_operator;

create table public.note_mentions (
  org_id uuid not null,
  note_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, note_id, user_id),
  foreign key (org_id, note_id) references public.notes (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references public.memberships (org_id, user_id) on delete cascade
);
comment on table public.note_mentions is 'Members mentioned in a note, and when they saw it.';
create index note_mentions_unseen on public.note_mentions (org_id, user_id, note_id desc) where seen_at is null;
select private.enable_tenancy('public.note_mentions');
grant select, insert, delete on public.note_mentions to app_tenant;
grant select on public.note_mentions to app_operator;

-- A member has seen the notes of a call that mention them: a viewer too, whose other transactions are read-only.
create function private.see_mentions(person uuid, org_slug text, seen_call uuid)
returns table (is_member boolean, seen integer)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  entered uuid;
  touched integer;
begin
  select o.id into entered
  from public.organizations o
  join public.memberships m on m.org_id = o.id and m.user_id = person
  where o.slug = org_slug and o.deleted_at is null;
  if entered is null then
    return query select false, 0;
    return;
  end if;
  update public.note_mentions m set seen_at = clock_timestamp()
  from public.notes n
  where n.org_id = entered and n.call_id = seen_call
    and m.org_id = n.org_id and m.note_id = n.id and m.user_id = person and m.seen_at is null;
  get diagnostics touched = row_count;
  return query select true, touched;
end
$$;
grant execute on function private.see_mentions(uuid, text, uuid) to app_tenant;
