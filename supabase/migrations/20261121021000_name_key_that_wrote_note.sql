-- A program writes notes, too: which of the organization's keys it was is kept as the author of a person's is.

alter table public.notes add column author_key_id uuid;
alter table public.notes add constraint notes_author_key foreign key (org_id, author_key_id)
  references public.api_keys (org_id, id) on delete set null (author_key_id) not valid;
alter table public.notes add constraint notes_one_author check (author_id is null or author_key_id is null) not valid;
comment on column public.notes.author_key_id is 'The API key of the program that wrote it; null when a person did.';
create index notes_author_key on public.notes (org_id, author_key_id) where author_key_id is not null;
