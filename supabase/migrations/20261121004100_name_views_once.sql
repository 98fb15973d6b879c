-- A person keeps one view of a screen under one name: keeping it again replaces it.
alter table public.saved_views add unique (org_id, person_id, screen, name);
