comment on column public.calls.reviewed_by is 'The person; null where a program said so, or the person''s account is gone.';
