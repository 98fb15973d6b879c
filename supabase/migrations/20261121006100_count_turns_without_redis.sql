-- Rate limits while Redis is away: the limits that must hold all the same are counted here. Unlogged, because after a
-- crash a minute's counts are no loss. Keys are keyed hashes.
create unlogged table private.turns (
  key text primary key check (char_length(key) <= 200),
  counted jsonb not null default '{}',
  forget_at timestamptz not null
);
comment on table private.turns is 'Requests counted against rate limits while Redis is away. Keys are keyed hashes.';
comment on column private.turns.key is 'none';
comment on column private.turns.counted is 'none';
create index turns_age on private.turns (forget_at);

-- Counts one request against all limits of `asked`, or against none when one refuses; answers what was counted before it
-- (bucket → requests), in the order asked. Rows are locked in the order of their keys, so that two requests wait for each
-- other, never in a ring.
create function private.take_turns(asked jsonb)
returns table (counted jsonb)
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  answers jsonb[];
  refused boolean;
begin
  insert into private.turns as t (key, forget_at)
  select a.key, pg_catalog.now() + a.forget_after_ms * interval '1 millisecond'
  from pg_catalog.jsonb_to_recordset(asked) as a (key text, forget_after_ms integer)
  order by a.key
  on conflict (key) do update set forget_at = excluded.forget_at;

  select pg_catalog.array_agg(t.counted order by a.n), pg_catalog.bool_or(l.load >= a.most)
  into answers, refused
  from rows from (
    pg_catalog.jsonb_to_recordset(asked) as (key text, most integer, oldest bigint)
  ) with ordinality as a (key, most, oldest, n)
  join private.turns t on t.key = a.key
  cross join lateral (
    select coalesce(pg_catalog.sum(b.value::integer), 0) as load
    from pg_catalog.jsonb_each_text(t.counted) as b (key, value)
    where b.key::bigint >= a.oldest
  ) as l;

  if not refused then
    update private.turns t
    set counted = (
      select coalesce(pg_catalog.jsonb_object_agg(b.key, b.value), '{}')
        || pg_catalog.jsonb_build_object(a.newest::text, coalesce((t.counted ->> a.newest::text)::integer, 0) + 1)
      from pg_catalog.jsonb_each(t.counted) as b (key, value)
      where b.key::bigint >= a.oldest
    )
    from pg_catalog.jsonb_to_recordset(asked) as a (key text, newest bigint, oldest bigint)
    where t.key = a.key;
  end if;
  return query select answer from pg_catalog.unnest(answers) with ordinality as u (answer, n) order by n;
end
$$;

create function private.forget_turns()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
  with forgotten as (delete from private.turns where forget_at < pg_catalog.now() returning 1)
  select pg_catalog.count(*)::integer from forgotten
$$;

revoke all on function private.take_turns(jsonb), private.forget_turns() from public;
grant execute on function private.take_turns(jsonb) to app_tenant;
grant execute on function private.forget_turns() to app_operator;
