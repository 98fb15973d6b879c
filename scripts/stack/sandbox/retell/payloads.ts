import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { type CallFacts, callLength } from "../calls/call-facts";
import { wasConnected } from "../conversations/conversation";
import { timelineOf } from "../speech/timeline";
import { analyzedCall, endedCall, ongoingCall } from "./call-object";

export const RETELL_EVENTS = [
  "call_started",
  "call_ended",
  "call_analyzed",
  "transcript_updated",
  "transfer_started",
  "transfer_bridged",
  "transfer_cancelled",
  "transfer_ended",
] as const;

export type RetellEvent = (typeof RETELL_EVENTS)[number];

/** What an agent without `webhook_events` sends. */
export const DEFAULT_RETELL_EVENTS: readonly RetellEvent[] = ["call_started", "call_ended", "call_analyzed"];

export type RetellWebhook = {
  event: RetellEvent;
  call: PhoneCallResponse;
  transfer_destination?: { type: "predefined"; number: string };
  transfer_option?: { type: "cold_transfer" };
};

export type RetellDelivery = {
  /** When the vendor sends it, in milliseconds after the call's `started_at`. */
  offset_ms: number;
  body: RetellWebhook;
};

/** Analysis takes the vendor a moment after the call. */
export const ANALYSIS_MS = 2_400;

/**
 * Every webhook of one call in the order of sending. `JSON.stringify(body)` is what is signed and posted.
 * @param events the agent's `webhook_events`; all events when left out
 */
export function retellWebhooks(call: CallFacts, events: readonly RetellEvent[] = RETELL_EVENTS): RetellDelivery[] {
  const deliveries = [...conversation(call), ...closing(call, callLength(call.conversation))];
  return deliveries.filter(({ body }) => events.includes(body.event));
}

function conversation(call: CallFacts): RetellDelivery[] {
  if (!wasConnected(call.conversation)) return [];
  const timeline = timelineOf(call.conversation);
  const deliveries: RetellDelivery[] = [send("call_started", call, 0)];
  for (const step of timeline.steps) {
    if (step.kind === "line") deliveries.push(send("transcript_updated", call, step.end_ms));
    if (step.kind !== "transfer") continue;
    const target = transferFields(step.destination);
    const outcome = step.outcome === "bridged" ? "transfer_bridged" : "transfer_cancelled";
    deliveries.push(send("transfer_started", call, step.start_ms, target), send(outcome, call, step.end_ms, target));
    if (step.outcome === "bridged") {
      deliveries.push(send("transfer_ended", call, timeline.duration_ms, target));
    }
  }
  return deliveries.sort((a, b) => a.offset_ms - b.offset_ms);
}

function closing(call: CallFacts, offset_ms: number): RetellDelivery[] {
  return [
    { offset_ms, body: { event: "call_ended", call: endedCall(call) } },
    { offset_ms: offset_ms + ANALYSIS_MS, body: { event: "call_analyzed", call: analyzedCall(call) } },
  ];
}

const transferFields = (number: string) => ({
  transfer_destination: { type: "predefined" as const, number },
  transfer_option: { type: "cold_transfer" as const },
});

function send(
  event: RetellEvent,
  call: CallFacts,
  offset_ms: number,
  more: Partial<RetellWebhook> = {},
): RetellDelivery {
  const { transcript, transcript_object, transcript_with_tool_calls, ...basic } = ongoingCall(call, offset_ms);
  const live = { transcript, transcript_object, transcript_with_tool_calls };
  return { offset_ms, body: { event, call: event === "transcript_updated" ? { ...basic, ...live } : basic, ...more } };
}
