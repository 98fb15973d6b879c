import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { callLength } from "../calls/call-facts";
import { callFactsOf } from "../calls/call-facts-of";
import { offsetAt } from "../calls/schedule";
import type { CallRecord } from "../state/records";
import type { Store } from "../state/store";
import { analyzedCall, endedCall, ongoingCall } from "./call-object";
import { ANALYSIS_MS } from "./payloads";

/** The call as Retell's API knows it at a moment: ongoing, ended, or analyzed. */
export function retellCallAt(call: CallRecord, store: Store, recordings_url: string, now: number): PhoneCallResponse {
  const facts = callFactsOf(call, store, recordings_url);
  const length = callLength(facts.conversation);
  const offset = offsetAt(call, length, now);
  if (offset >= length + ANALYSIS_MS) return analyzedCall(facts);
  return offset >= length ? endedCall(facts) : ongoingCall(facts, offset);
}

/** An item of `POST /v3/list-calls`, which leaves the transcripts out. */
export function withoutTranscript(call: PhoneCallResponse): Omit<PhoneCallResponse, "transcript"> {
  const {
    transcript: _text,
    transcript_object: _object,
    transcript_with_tool_calls: _tools,
    scrubbed_transcript_with_tool_calls: _scrubbed,
    ...item
  } = call;
  return item;
}
