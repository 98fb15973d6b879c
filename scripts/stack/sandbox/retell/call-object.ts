import { createHash } from "node:crypto";
import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { type CallFacts, callLength, recordingUrls } from "../calls/call-facts";
import { fillDates } from "../calls/fill-dates";
import { type Ending, wasConnected } from "../conversations/conversation";
import { type Timeline, timelineOf } from "../speech/timeline";
import { callCost, latency, tokenUsage } from "./measurements";
import { transcriptObject, transcriptText, transcriptWithToolCalls } from "./transcript";

const DISCONNECTION_REASON: Record<Ending, NonNullable<PhoneCallResponse["disconnection_reason"]>> = {
  caller_hung_up: "user_hangup",
  agent_hung_up: "agent_hangup",
  transferred: "call_transfer",
  voicemail: "voicemail_reached",
  inactivity: "inactivity",
  no_answer: "dial_no_answer",
  busy: "dial_busy",
  refused: "telephony_provider_unavailable",
};

/** The call while it runs, `elapsed_ms` after pick-up; nothing said later is in it. */
export function ongoingCall(call: CallFacts, elapsed_ms: number): PhoneCallResponse {
  const steps = timelineOf(call.conversation).steps.filter((step) => step.end_ms <= elapsed_ms);
  return {
    ...identity(call),
    call_status: "ongoing",
    start_timestamp: call.started_at,
    transcript: transcriptText(steps),
    transcript_object: transcriptObject(steps),
    transcript_with_tool_calls: transcriptWithToolCalls(steps, call),
  };
}

/** The call as the vendor registers it before anybody has picked up. */
export const registeredCall = (call: CallFacts): PhoneCallResponse => ({
  ...identity(call),
  call_status: "registered",
});

/** The call after it ended, before its analysis. */
export function endedCall(call: CallFacts): PhoneCallResponse {
  const { conversation } = call;
  if (!wasConnected(conversation)) {
    return {
      ...identity(call),
      call_status: "not_connected",
      disconnection_reason: DISCONNECTION_REASON[conversation.ending],
      start_timestamp: call.started_at,
      end_timestamp: call.started_at + callLength(conversation),
      duration_ms: 0,
      call_cost: { combined_cost: 0, product_costs: [], total_duration_seconds: 0, total_duration_unit_price: 0 },
    };
  }
  return { ...identity(call), ...connectedFields(call, timelineOf(conversation)) };
}

/** The call after its analysis: what `call_analyzed` carries and the API answers from then on. */
export function analyzedCall(call: CallFacts): PhoneCallResponse {
  const { analysis, ending } = call.conversation;
  return {
    ...endedCall(call),
    call_analysis: {
      call_summary: analysis.summary,
      user_sentiment: analysis.sentiment,
      call_successful: analysis.successful,
      in_voicemail: ending === "voicemail",
      ...(wasConnected(call.conversation) && { custom_analysis_data: fillDates(analysis.custom, call.started_at) }),
    },
  };
}

function connectedFields(call: CallFacts, timeline: Timeline) {
  const urls = recordingUrls(call);
  const handover = call.conversation.steps.find((step) => step.kind === "transfer");
  return {
    call_status: "ended" as const,
    disconnection_reason: DISCONNECTION_REASON[call.conversation.ending],
    start_timestamp: call.started_at,
    end_timestamp: call.started_at + timeline.duration_ms,
    duration_ms: timeline.duration_ms,
    transcript: transcriptText(timeline.steps),
    transcript_object: transcriptObject(timeline.steps),
    transcript_with_tool_calls: transcriptWithToolCalls(timeline.steps, call),
    recording_url: urls.mono,
    recording_multi_channel_url: urls.stereo,
    public_log_url: urls.log,
    latency: latency(timeline),
    llm_token_usage: tokenUsage(timeline),
    call_cost: callCost(timeline.duration_ms),
    ...(handover && { transfer_destination: handover.destination }),
    ...(handover?.outcome === "bridged" && { transfer_end_timestamp: call.started_at + timeline.duration_ms }),
  };
}

function identity(call: CallFacts) {
  const outbound = call.conversation.direction === "outbound";
  return {
    call_id: call.call_id,
    call_type: "phone_call" as const,
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    agent_version: call.agent.version,
    direction: call.conversation.direction,
    from_number: outbound ? call.business_number : call.caller_number,
    to_number: outbound ? call.caller_number : call.business_number,
    telephony_identifier: { twilio_call_sid: `CA${createHash("md5").update(call.call_id).digest("hex")}` },
    data_storage_setting: "everything" as const,
    opt_in_signed_url: false,
    ...(call.metadata && { metadata: call.metadata }),
    ...(call.dynamic_variables && { retell_llm_dynamic_variables: call.dynamic_variables }),
  };
}
