-- Which reminders of a key have been mailed: each at most once for one end of the key.
alter table public.api_keys
  add column reminded_14_days_at timestamptz,
  add column reminded_3_days_at timestamptz,
  add column reminded_rotation_at timestamptz;
create index api_keys_expiring on public.api_keys (expires_at) where revoked_at is null and superseded_at is null;
grant select (
  id, org_id, name, prefix, expires_at, superseded_at, revoked_at, created_at, reminded_14_days_at, reminded_3_days_at,
  reminded_rotation_at
), update (reminded_14_days_at, reminded_3_days_at, reminded_rotation_at) on public.api_keys to app_operator;
grant select (reminded_14_days_at, reminded_3_days_at, reminded_rotation_at),
  update (reminded_14_days_at, reminded_3_days_at, reminded_rotation_at) on public.api_keys to app_tenant;
