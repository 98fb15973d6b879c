import { contentHash } from "../content-hash";
import { keepStorable } from "../keep-storable";
import type { CallEvent, CallStatus, Interpretation, TranscriptPart } from "../provider";
import { turnsOfText } from "../turns-of-text";
import { basicFacets, endedFacets, reportFacets, startFacet, transferFacet } from "./facets";
import { type VapiCall, type VapiMessage, VapiServerMessage } from "./payloads";
import { roleOf, turnsOfVapi } from "./turns";

type Seen = { message: VapiMessage; call: VapiCall & { id: string }; receivedAtMs: number };

/**
 * What a Vapi server message says. Never throws: whatever is not understood is `ignored` or `unusable` and kept.
 * Source of messages: https://docs.vapi.ai/server-url/events; of the deduplication keys: there is no event id, so the
 * call's id and what can happen only once to it.
 * @param receivedAtMs stands in for the vendor's clock only where a message carries no time at all
 * @param json the text of the payload, which saves looking through it a second time
 */
export function interpretVapi(payload: unknown, receivedAtMs: number, json?: string): Interpretation {
  const body = keepStorable(payload, json);
  const parsed = VapiServerMessage.safeParse(body);
  if (!parsed.success) return unusable("unknown", body, "The body is not a JSON object.");
  const { message } = parsed.data;
  if (!message?.type) return unusable("unknown", body, "The body holds no message of a type.");

  // The type may literally be `transcript[transcriptType="final"]`.
  const event_type = message.type.replace(/\[.*$/, "");
  const { call } = message;
  const described = { event_type, event_key: keyOf(event_type, message, body), vendor_call_id: call?.id ?? null };
  const build = BUILDERS[event_type];
  if (!build) return { ...described, outcome: "ignored", reason: ignoredBecause(event_type) };
  if (!call?.id) return unusable(event_type, body, "The message names no call.");

  const built = build({ message, call: { ...call, id: call.id }, receivedAtMs });
  if (typeof built === "string") return { ...described, outcome: "ignored", reason: built };
  const about = { vendor_call_id: call.id, vendor_agent_id: call.assistantId ?? message.assistant?.id ?? null };
  return { ...described, outcome: "call", event: { ...about, at_ms: message.timestamp ?? null, ...built } };
}

/** The event, or why the message needs none. */
type Builder = (
  seen: Seen,
) => (Omit<CallEvent, "vendor_call_id" | "vendor_agent_id" | "at_ms"> & { at_ms?: number }) | string;

const BUILDERS: Partial<Record<string, Builder>> = {
  "status-update": statusUpdate,
  "end-of-call-report": endOfCallReport,
  transcript: utterance,
  "conversation-update": conversationUpdate,
  "transfer-update": transferUpdate,
};

const STATUSES: Partial<Record<string, { status: CallStatus; rank: 0 | 1; kind: "started" | "updated" }>> = {
  scheduled: { status: "registered", rank: 0, kind: "started" },
  queued: { status: "ringing", rank: 0, kind: "started" },
  ringing: { status: "ringing", rank: 0, kind: "started" },
  "in-progress": { status: "in_progress", rank: 1, kind: "updated" },
  forwarding: { status: "in_progress", rank: 1, kind: "updated" },
};

function statusUpdate({ message, call }: Seen): ReturnType<Builder> {
  const name = message.status ?? call.status ?? "";
  if (name === "ended") return { kind: "ended", rank: 2, facets: endedFacets(message, call), ...transcriptOf(message) };
  const known = STATUSES[name];
  if (!known) return `The status ${name || "(none)"} changes nothing here.`;
  return {
    kind: known.kind,
    rank: known.rank,
    facets: {
      ...basicFacets(message, call),
      status: { status: known.status },
      ...startFacet(call.startedAt, startWithout(name, message, call)),
      ...transferFacet(message, call),
    },
  };
}

// Before pick-up a call began when it was created; the pick-up itself is told by `in-progress`, even without a field.
function startWithout(status: string, message: VapiMessage, call: VapiCall): number | undefined {
  if (status === "in-progress") return message.timestamp;
  return status === "forwarding" ? undefined : call.createdAt;
}

function endOfCallReport({ message, call, receivedAtMs }: Seen): ReturnType<Builder> {
  const analyzedAt = message.timestamp ?? message.endedAt ?? call.endedAt ?? receivedAtMs;
  return { kind: "analyzed", rank: 3, facets: reportFacets(message, call, analyzedAt), ...transcriptOf(message) };
}

function utterance({ message, call, receivedAtMs }: Seen): ReturnType<Builder> {
  if (!isFinal(message)) return "Words still being recognised; the final ones follow.";
  const role = roleOf(message.role);
  if (!role || !message.transcript) return "The transcript holds no words.";
  const at_ms = message.timestamp ?? receivedAtMs;
  const end_ms = call.startedAt === undefined || at_ms < call.startedAt ? null : at_ms - call.startedAt;
  return {
    kind: "transcript_updated",
    rank: 1,
    facets: inProgress(message, call),
    transcript: { kind: "utterance", at_ms, turn: { role, text: message.transcript, start_ms: null, end_ms } },
  };
}

function conversationUpdate({ message, call }: Seen): ReturnType<Builder> {
  const transcript = snapshotOf(message.messages, message.messagesOpenAIFormatted);
  if (!transcript) return "The conversation holds no words yet.";
  return { kind: "transcript_updated", rank: 1, facets: inProgress(message, call), transcript };
}

function transferUpdate({ message, call }: Seen): ReturnType<Builder> {
  const handed = transferFacet(message, call);
  if (!handed.transfer) return "A handover between assistants; the call goes on.";
  return { kind: "updated", rank: 1, facets: { ...inProgress(message, call), ...handed } };
}

function inProgress(message: VapiMessage, call: VapiCall) {
  return {
    ...basicFacets(message, call),
    status: { status: "in_progress" as const },
    ...startFacet(call.startedAt, undefined),
  };
}

function transcriptOf(message: VapiMessage): { transcript?: TranscriptPart } {
  const artifact = message.artifact ?? message.call?.artifact;
  const transcript = snapshotOf(artifact?.messages, artifact?.messagesOpenAIFormatted);
  if (transcript) return { transcript };
  const turns = turnsOfText(artifact?.transcript ?? message.transcript ?? "");
  return turns.length > 0 ? { transcript: { kind: "snapshot", turns } } : {};
}

function snapshotOf(timed: unknown, untimed: unknown): TranscriptPart | undefined {
  const turns = turnsOfVapi(timed);
  const told = turns.length > 0 ? turns : turnsOfVapi(untimed);
  return told.length > 0 ? { kind: "snapshot", turns: told } : undefined;
}

function isFinal(message: VapiMessage): boolean {
  return message.transcriptType === "final" || message.type?.includes('"final"') === true;
}

// Addresses in an artifact are signed anew for each delivery, so the whole body never is the key of a known message.
function keyOf(type: string, message: VapiMessage, body: unknown): string {
  const id = message.call?.id ?? "";
  const { timestamp } = message;
  if (type === "end-of-call-report" && id) return `${type}:${id}`;
  if (type === "status-update" && id && message.status) return `${type}:${id}:${message.status}`;
  const tools = [...(message.toolCallList ?? []), ...(message.toolCalls ?? [])].flatMap((tool) => tool.id ?? []);
  if (type === "tool-calls" && tools.length > 0) return `${type}:${id}:${contentHash(tools)}`;
  const detail = [message.status, message.role, type === "transcript" ? (isFinal(message) ? "final" : "partial") : ""];
  if (id && timestamp !== undefined) return [type, id, timestamp, ...detail.filter(Boolean)].join(":");
  return `${type}:${id}:${contentHash(body)}`;
}

const IGNORED: Partial<Record<string, string>> = {
  "assistant-request": "Vapi asked which assistant answers; it was answered at once.",
  "tool-calls": "A tool was called; it was answered at once.",
  "function-call": "A tool was called; it was answered at once.",
  "transfer-destination-request": "Vapi asked where to transfer; it was answered at once.",
  "handoff-destination-request": "Vapi asked whom to hand over to; it was answered at once.",
  hang: "The assistant is waiting for a model or a tool; the call itself is unchanged.",
  "speech-update": "Somebody began or stopped speaking.",
  "user-interrupted": "The caller interrupted the agent.",
  "model-output": "Words of the model on their way to the voice.",
};

function ignoredBecause(type: string): string {
  return IGNORED[type] ?? `Foyer does not use messages of type ${type}.`;
}

function unusable(event_type: string, body: unknown, reason: string): Interpretation {
  return {
    event_type,
    event_key: `unusable:${contentHash(body)}`,
    vendor_call_id: null,
    outcome: "unusable",
    reason,
  };
}
