-- Finding calls by what was said, which tool ran, how they ended, how long or dear they were, among a million of them.
--
-- Behind row-level security a condition reaches an index only when its operator is leakproof (decision 024), and the
-- operators of full-text search and of arrays are not. So one function looks into the index for the organization of the
-- transaction, and answers ids only; everything else about a call is read behind the wall.
--
-- A term is a keyed hash of 52 bits (organization and word, or tool, or field …) behind the week of the call. Weeks keep
-- the work of one search small however large the organization is, and writes local. Rows are written by a job after a
-- call has ended, so the main road does not pay for them.

create table public.call_search (
  org_id uuid not null,
  call_id uuid not null,
  started_at timestamptz not null,
  duration_ms integer,
  latency_p50_ms integer,
  cost_micros bigint,
  tools text[] not null default '{}',
  terms bigint[] not null default '{}',
  indexed_at timestamptz not null default clock_timestamp(),
  primary key (org_id, call_id),
  foreign key (org_id, call_id) references public.calls (org_id, id) on delete cascade
);
comment on table public.call_search is 'What a call is found and sorted by; written by a job when the call has ended.';
comment on column public.call_search.tools is 'none: names of the tools the agent used';
comment on column public.call_search.terms is
  'Week of the call (12 bits) and keyed hash (52 bits) of each word said, tool, analysed field and class of the call.';
create index call_search_by_duration on public.call_search (org_id, duration_ms, call_id) where duration_ms is not null;
create index call_search_by_latency on public.call_search (org_id, latency_p50_ms, call_id) where latency_p50_ms is not null;
create index call_search_by_cost on public.call_search (org_id, cost_micros, call_id) where cost_micros is not null;
create index call_search_terms on public.call_search using gin (terms) with (fastupdate = off);
select private.enable_tenancy('public.call_search');
grant select, insert on public.call_search to app_tenant;
grant update (started_at, duration_ms, latency_p50_ms, cost_micros, tools, terms, indexed_at) on public.call_search to app_tenant;
grant select on public.call_search to app_operator;

create table public.search_progress (
  org_id uuid not null references public.organizations (id) on delete cascade,
  last_event_id uuid not null,
  history_before timestamptz,
  history_before_id uuid,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (org_id)
);
comment on table public.search_progress is
  'How far the search index of an organization has come: facts read (last_event_id), and calls before a moment still to be read (null: none).';
select private.enable_tenancy('public.search_progress');
grant select, insert, update (last_event_id, history_before, history_before_id, updated_at) on public.search_progress to app_tenant;
grant select on public.search_progress to app_operator;

-- Weeks since 2000-01-06; 12 bits last until 2039.
create function private.week_of(at timestamptz)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
  select least(2047, greatest(0, floor(extract(epoch from at) / 604800)::integer - 1566))
$$;

-- Calls of this transaction's organization that have all terms and, of every row of `any_of`, at least one; week by week
-- from `place` on, so that common terms stop early and rare ones cost a look per week.
create function private.calls_with_terms(
  all_of bigint[], any_of bigint[], since timestamptz, until timestamptz, place_at timestamptz, place_id uuid,
  oldest_first boolean, want integer
)
returns table (call_id uuid, started_at timestamptz)
language plpgsql
stable
security definer
set search_path = ''
set enable_seqscan = off
set enable_indexscan = off
as $$
declare
  organization uuid := private.current_org();
  first_call timestamptz;
  low integer;
  high integer;
  step integer := case when oldest_first then 1 else -1 end;
  conditions text := '';
  way text := case when oldest_first then 'asc' else 'desc' end;
begin
  if organization is null or (cardinality(all_of) = 0 and cardinality(any_of) = 0) then
    return;
  end if;
  select min(c.started_at) into first_call from public.calls c where c.org_id = organization;
  low := private.week_of(greatest(since, first_call, case when oldest_first then place_at end));
  high := private.week_of(least(until, now() + interval '1 day', case when not oldest_first then place_at end));
  if cardinality(all_of) > 0 then
    conditions := ' and s.terms @> array(select (w.week::bigint << 52) | t from unnest($2) t)';
  end if;
  for i in 1 .. coalesce(array_length(any_of, 1), 0) loop
    conditions := conditions || format(
      ' and s.terms && array(select (w.week::bigint << 52) | t from unnest($3[%s:%s]) t)', i, i
    );
  end loop;
  if place_at is not null then
    conditions := conditions || format(
      ' and (s.started_at, s.call_id) %s ($4, $5)', case when oldest_first then '>' else '<' end
    );
  end if;
  return query execute
    'select f.call_id, f.started_at from generate_series($6, $7, $8) as w(week) cross join lateral (
       select s.call_id, s.started_at from public.call_search s
       where s.org_id = $1' || conditions || '
         and ($9 is null or s.started_at >= $9) and ($10 is null or s.started_at < $10)
       order by s.started_at ' || way || ', s.call_id ' || way || ' limit $11
     ) f limit $11'
  using organization, all_of, any_of, place_at, place_id,
    case when oldest_first then low else high end, case when oldest_first then high else low end, step, since, until, want;
end
$$;
revoke execute on function private.week_of(timestamptz) from public;
revoke execute on function private.calls_with_terms(bigint[], bigint[], timestamptz, timestamptz, timestamptz, uuid, boolean, integer) from public;
grant execute on function private.week_of(timestamptz) to app_tenant;
grant execute on function private.calls_with_terms(bigint[], bigint[], timestamptz, timestamptz, timestamptz, uuid, boolean, integer) to app_tenant;

-- What a person keeps of a screen's filters under a name: theirs alone, or the whole organization's.
create table public.saved_views (
  id uuid not null default private.uuid_v7(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  person_id uuid not null references public.profiles (user_id) on delete cascade,
  screen text not null check (screen in ('calls')),
  name text not null check (char_length(name) between 1 and 60),
  query text not null check (char_length(query) <= 2000),
  columns text[],
  is_shared boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (id),
  unique (org_id, id)
);
comment on table public.saved_views is 'A named set of filters, sort and columns of a screen.';
comment on column public.saved_views.screen is 'none';
comment on column public.saved_views.name is 'pii: a member''s own words';
comment on column public.saved_views.query is 'pii: the screen''s query string; may hold a number or words said';
comment on column public.saved_views.columns is 'none';
create index saved_views_list on public.saved_views (org_id, screen, id);
create index saved_views_person on public.saved_views (person_id);
select private.enable_tenancy('public.saved_views');
grant select, insert, update (name, query, columns, is_shared), delete on public.saved_views to app_tenant;
grant select on public.saved_views to app_operator;
create trigger touch_updated_at before update on public.saved_views
  for each row execute function private.touch_updated_at();

-- How a person likes their screens, in every organization.
alter table public.profiles add column preferences jsonb not null default '{}';
comment on column public.profiles.preferences is 'none: chosen columns by screen';
grant update (preferences) on public.profiles to app_tenant;
