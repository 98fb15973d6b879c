-- Bodies that are resolved when they are made, not when they are called: no search_path can lead them elsewhere, and so they
-- need none of their own. Postgres then writes them into the statement; with a search_path of their own it entered, parsed
-- and planned them at every place of every statement, a tenth of what it did for a delivery (docs/decisions/174).
create or replace function private.uuid_v7(at timestamptz default clock_timestamp())
returns uuid
language sql
volatile
parallel safe
return encode(
  set_bit(
    set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3)
        from 1 for 6
      ),
      52, 1
    ),
    53, 1
  ),
  'hex'
)::uuid;

create or replace function private.current_org()
returns uuid
language sql
stable
parallel safe
return nullif(current_setting('app.org_id', true), '')::uuid;

create or replace function private.current_person()
returns uuid
language sql
stable
parallel safe
return nullif(current_setting('app.user_id', true), '')::uuid;
