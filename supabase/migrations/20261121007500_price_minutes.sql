-- What an organization asks of its own customers for a minute of a billable call; beside the vendor's cost it makes a margin.
alter table public.organizations
  add column price_per_minute_micros bigint check (price_per_minute_micros between 0 and 1000000000);
comment on column public.organizations.price_per_minute_micros is
  'Price of a billable minute in millionths of the organization''s currency, counted by the second; null when none is set.';
grant update (price_per_minute_micros) on public.organizations to app_tenant;
