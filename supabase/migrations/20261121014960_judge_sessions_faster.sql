-- The same judgement in PL/pgSQL, which keeps its plans: a function in SQL is planned anew with every call (before Postgres
-- 18), and this one is called with every request.
create or replace function private.session_standing(person uuid, session uuid)
returns table (state text, has_factor boolean, is_operator boolean, begun_at timestamptz, seen_at timestamptz, proved_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  found record;
begin
  select
    exists (select from auth.mfa_factors f where f.user_id = person and f.status = 'verified') as has_factor,
    exists (select from public.operators o where o.user_id = person) as is_operator
  into has_factor, is_operator;
  select s.created_at, s.refreshed_at, s.not_after, s.aal, k.seen_at, k.proved_at
  into found
  from auth.sessions s
  left join private.sessions k on k.id = s.id
  where s.id = session and s.user_id = person;

  begun_at := found.created_at;
  seen_at := found.seen_at;
  proved_at := coalesce(found.proved_at, found.created_at);
  state := case
    when found.created_at is null or found.not_after < now() then 'over'
    when found.created_at < now() - case when is_operator then interval '12 hours' else interval '30 days' end then 'over'
    when greatest(found.seen_at, found.refreshed_at at time zone 'utc', found.created_at)
      < now() - case when is_operator then interval '1 hour' else interval '7 days' end then 'over'
    when has_factor and found.aal is distinct from 'aal2' then 'code_needed'
    else 'good'
  end;
  return next;
end
$$;
