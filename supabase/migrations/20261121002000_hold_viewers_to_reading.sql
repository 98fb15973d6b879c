-- A viewer's transaction is read-only in the database itself: whatever a route or verb forgets, nothing is written.
create or replace function private.enter_organization(person uuid, org_slug text)
returns table (id uuid, slug text, name text, industry text, time_zone text, currency text, colour text, role text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  entered record;
begin
  select o.id, o.slug, o.name, o.industry, o.time_zone, o.currency, o.colour, coalesce(m.role, 'super_admin') as role
  into entered
  from public.organizations o
  left join public.memberships m on m.org_id = o.id and m.user_id = person
  where o.slug = org_slug
    and o.deleted_at is null
    and (m.user_id is not null or exists (select from public.operators p where p.user_id = person));
  if not found then
    return;
  end if;
  perform set_config('app.org_id', entered.id::text, true);
  perform set_config('app.user_id', person::text, true);
  if entered.role = 'org_viewer' then
    -- Postgres refuses to turn this off again once the transaction has read anything.
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return query select entered.id, entered.slug, entered.name, entered.industry, entered.time_zone, entered.currency,
    entered.colour, entered.role;
end
$$;
