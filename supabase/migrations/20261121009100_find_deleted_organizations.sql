-- Maintenance looks for organizations deleted for good; it must not read all that are not.
create index organizations_deleted on public.organizations (deleted_at) where deleted_at is not null;
