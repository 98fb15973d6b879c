-- The calls that the agent held alone are most conversations, but not in every organization: where nearly all are handed over
-- or end at voicemail, a list of them read past all others. As with `calls_handed_over`, the list says the predicate word for word.
create index calls_contained on public.calls (org_id, started_at desc, id desc)
  where status = 'ended' and voicemail is not true
    and (transfer_destination is not null or disconnection_reason ~ '(transfer|forward|take_over)') is not true;
