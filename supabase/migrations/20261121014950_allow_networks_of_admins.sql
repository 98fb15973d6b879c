-- Whence an organization's admins may act. Empty: from everywhere.
alter table public.organizations add column admin_networks text[] not null default '{}'
  check (cardinality(admin_networks) <= 50);
comment on column public.organizations.admin_networks is 'none: networks (CIDR) outside of which an admin is a viewer';
grant update (admin_networks) on public.organizations to app_tenant;
