-- Whose keys a rotation has not moved is asked of every organization; its runs are few among all that jobs have written down.
create index job_runs_rotations on public.job_runs (org_id, id desc) where name = 'rotate-keys';
