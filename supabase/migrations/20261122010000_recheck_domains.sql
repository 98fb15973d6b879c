-- A proven host name is looked at again by itself: since when its proof is missing, and when it stopped to lead here for that.

alter table public.domains
  add column missing_since timestamptz,
  add column lapsed_at timestamptz,
  add constraint domains_lapsed_lead_nowhere check (lapsed_at is null or verified_at is null);
comment on column public.domains.missing_since is 'none: since when checks of a verified name find no proof; null while they do';
comment on column public.domains.lapsed_at is 'none: when a name stopped to lead here because its proof stayed away';
grant update (missing_since, lapsed_at) on public.domains to app_tenant;
-- The round that gives every verified name its turn crosses organizations, and needs no more than this.
grant select (id, org_id, verified_at) on public.domains to app_operator;
