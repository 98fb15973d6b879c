-- A visit began at one reading of the clock and ended half an hour after a later one: now and then that was a microsecond more
-- than half an hour, which the table refuses, and its operator was not let in.
create or replace function private.begin_visit(why text, why_changes text, minutes integer)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  began timestamptz;
  until timestamptz;
begin
  perform private.require_staff();
  if exists (
    select from public.memberships m where m.org_id = private.current_org() and m.user_id = private.current_person()
  ) then
    return null;
  end if;
  perform private.end_visit();
  began := clock_timestamp();
  insert into public.visits (org_id, operator_id, session_id, reason, changes_reason, begun_at, ends_at)
  values (
    private.current_org(), private.current_person(), private.current_session(), why, why_changes,
    began, began + make_interval(mins => minutes)
  )
  returning ends_at into until;
  return until;
end
$$;
