-- The calls behind "containment": conversations for which a person was called. They are few, so a list of them alone must not
-- read past all others. The list says the same predicate, word for word: a partial index is chosen by proof, not by running
-- its condition, so it serves behind row-level security although a regular expression is not leakproof.
create index calls_handed_over on public.calls (org_id, started_at desc, id desc)
  where status = 'ended' and voicemail is not true
    and (transfer_destination is not null or disconnection_reason ~ '(transfer|forward|take_over)');
