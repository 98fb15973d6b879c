"use client";

import { Elapsed } from "@/app/_ui/duration";
import type { CallDetail } from "@/lib/calls/get-call";
import { describeCall, spokenDuration } from "./describe-call";

/** The call in a sentence: who called whom, how long, how it came out. */
export function CallSentence({ call }: { call: CallDetail }) {
  const { lead, outcome, live } = describeCall(call);
  const parts = [
    ...(live || !call.duration_ms ? [] : [spokenDuration(call.duration_ms)]),
    ...(outcome ? [outcome] : []),
  ];
  return (
    <span data-testid="call-sentence">
      {lead}
      {parts.map((part) => (
        <span key={part}>
          <span className="text-faint"> · </span>
          {part}
        </span>
      ))}
      {live ? (
        <>
          <span className="text-faint"> · </span>
          <Elapsed since={call.started_at} />
        </>
      ) : null}
    </span>
  );
}
