-- While the past of an organization is read for its search index, every half minute adds a job that goes on with it. One at
-- a time is enough: who reads takes the organization for a minute, and the others leave it to them.
alter table public.search_progress add column reading_until timestamptz;
comment on column public.search_progress.reading_until is 'Until when a job has taken the reading upon itself.';
grant update (reading_until) on public.search_progress to app_tenant;
