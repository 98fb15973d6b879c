-- A visit whose time is over has no end written down until somebody writes it: maintenance does, once, and whatever it records
-- of it commits with it. Where two runs meet, the second waits for the first and finds nothing left.
create function private.run_out_visit(visit uuid)
returns table (operator_id uuid, ends_at timestamptz)
language sql
volatile
security definer
set search_path = ''
as $$
  update public.visits v set ended_at = v.ends_at
  where v.id = visit and v.org_id = private.current_org() and v.ended_at is null and v.ends_at <= clock_timestamp()
  returning v.operator_id, v.ends_at
$$;
grant execute on function private.run_out_visit(uuid) to app_tenant;
