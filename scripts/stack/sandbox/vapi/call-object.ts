import { createHash } from "node:crypto";
import type { Vapi } from "@vapi-ai/server-sdk";
import { type CallFacts, callLength } from "../calls/call-facts";
import { fillDates } from "../calls/fill-dates";
import { type Ending, wasConnected } from "../conversations/conversation";
import { type Timeline, timelineOf } from "../speech/timeline";
import { artifact } from "./artifact";
import { vapiCosts } from "./costs";

export const ENDED_REASON: Record<Ending, Vapi.CallEndedReason> = {
  caller_hung_up: "customer-ended-call",
  agent_hung_up: "assistant-said-end-call-phrase",
  transferred: "assistant-forwarded-call",
  voicemail: "voicemail",
  inactivity: "silence-timed-out",
  no_answer: "customer-did-not-answer",
  busy: "customer-busy",
  refused: "assistant-request-failed",
};

/** An outbound call is queued and rings this long before anybody picks up. */
export const SETUP_MS = { queued: 6_800, ringing: 5_600 } as const;

/** Dialling and ringing happen before `started_at` when somebody picks up, and after it when nobody does. */
export const createdAt = (call: CallFacts): number =>
  !wasConnected(call.conversation)
    ? call.started_at
    : call.started_at - (call.conversation.direction === "outbound" ? SETUP_MS.queued : 900);

/** The call as the vendor knows it while it is in `status`. */
export function callInStatus(call: CallFacts, status: Vapi.CallStatus, at: number): Vapi.Call {
  const connected = status === "in-progress" || status === "forwarding";
  return {
    ...identity(call),
    status,
    createdAt: iso(createdAt(call)),
    updatedAt: iso(at),
    ...(connected && { startedAt: iso(call.started_at) }),
    ...(call.live_url && {
      monitor: { listenUrl: `${call.live_url.replace(/^http/, "ws")}/listen`, controlUrl: `${call.live_url}/control` },
    }),
  };
}

/** The call just after it ended, before its analysis. */
export function endedCall(call: CallFacts): Vapi.Call {
  const endedAt = call.started_at + callLength(call.conversation);
  return {
    ...identity(call),
    status: "ended",
    endedReason: ENDED_REASON[call.conversation.ending],
    createdAt: iso(createdAt(call)),
    updatedAt: iso(endedAt),
    endedAt: iso(endedAt),
    ...(wasConnected(call.conversation) && { startedAt: iso(call.started_at) }),
  };
}

/** The call once its report is made, without what the report adds. */
export const settledCall = (call: CallFacts): Vapi.Call => ({
  ...endedCall(call),
  updatedAt: iso(call.started_at + callLength(call.conversation) + REPORT_MS),
});

/** The finished call with costs, analysis and artifact: what the API answers from then on. */
export function reportedCall(call: CallFacts, now: number): Vapi.Call {
  const timeline: Timeline = timelineOf(call.conversation);
  return {
    ...settledCall(call),
    ...vapiCosts(timeline),
    analysis: analysis(call),
    artifact: artifact(call, timeline, now),
  };
}

/** Analysis takes the vendor a moment after the call. */
export const REPORT_MS = 2_900;

export function analysis(call: CallFacts): Vapi.Analysis {
  const { summary, successful, custom } = call.conversation.analysis;
  if (!wasConnected(call.conversation)) return {};
  return {
    summary,
    successEvaluation: String(successful),
    structuredData: fillDates(custom, call.started_at),
  };
}

export const phoneNumberId = (call: Pick<CallFacts, "workspace_id" | "business_number">): string =>
  uuidFrom(`number ${call.workspace_id} ${call.business_number}`);

/** A stable UUID for a name, so that one business number always has the same id. */
export function uuidFrom(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function customer(call: CallFacts): Vapi.CreateCustomerDto {
  const name = call.conversation.direction === "outbound" ? call.conversation.persona?.name : undefined;
  return { number: call.caller_number, ...(name && { name }) };
}

function identity(call: CallFacts) {
  const overrides = { ...(call.metadata && { metadata: call.metadata }), ...variables(call) };
  return {
    id: call.call_id,
    orgId: call.workspace_id,
    type: call.conversation.direction === "outbound" ? ("outboundPhoneCall" as const) : ("inboundPhoneCall" as const),
    assistantId: call.agent.id,
    phoneNumberId: phoneNumberId(call),
    phoneCallProvider: "twilio" as const,
    phoneCallTransport: "pstn" as const,
    phoneCallProviderId: `CA${createHash("md5").update(call.call_id).digest("hex")}`,
    customer: customer(call),
    ...(Object.keys(overrides).length > 0 && { assistantOverrides: overrides }),
  };
}

const variables = (call: CallFacts) => call.dynamic_variables && { variableValues: call.dynamic_variables };

const iso = (ms: number): string => new Date(ms).toISOString();
