-- The operator console lists organizations by name.
create index organizations_by_name on public.organizations (lower(name), id) where deleted_at is null;
