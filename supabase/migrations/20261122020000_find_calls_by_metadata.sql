-- What was attached to a call when it was placed becomes one of its terms: every organization's calls are read again, newest first.
update public.search_progress
set history_before = now() + interval '1 day', history_before_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
