"use client";

import { Fragment } from "react";
import { Elapsed } from "@/app/_ui/duration";
import type { CallDetail } from "@/lib/calls/get-call";
import { describeCall, spokenDuration } from "./describe-call";

/** The call in a sentence: who called whom, how long, how it came out. */
export function CallSentence({ call }: { call: CallDetail }) {
  const { lead, outcome, live } = describeCall(call);
  const parts = [
    ...(live || !call.duration_ms ? [] : [spokenDuration(call.duration_ms).replaceAll(" ", "\u00a0")]),
    ...(outcome ? [outcome] : []),
  ];
  return (
    <span data-testid="call-sentence">
      {lead}
      {/* A line breaks after a dot, never before one or within what it parts. */}
      {parts.map((part) => (
        <Fragment key={part}>
          <span className="text-faint">{"\u00a0· "}</span>
          {part}
        </Fragment>
      ))}
      {live ? (
        <>
          <span className="text-faint">{"\u00a0· "}</span>
          <Elapsed since={call.started_at} />
        </>
      ) : null}
    </span>
  );
}
