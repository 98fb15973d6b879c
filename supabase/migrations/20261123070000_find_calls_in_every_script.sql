-- Words of scripts without spaces become terms, and so do answers that are too long to be asked for by their words: every
-- organization's calls are read again, newest first.
update public.search_progress
set history_before = now() + interval '1 day', history_before_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
