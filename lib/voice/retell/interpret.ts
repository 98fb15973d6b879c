import { contentHash } from "../content-hash";
import { keepStorable } from "../keep-storable";
import type { CallEvent, Interpretation } from "../provider";
import { isEntry } from "../read-entry";
import { analysisFacet, basicFacets, destinationText, endedFacets, transferFacet } from "./facets";
import { type RetellCall, type RetellWebhook, readRetellWebhook } from "./payloads";
import { entriesOf, turnsOfRetell } from "./turns";

type IdentifiedCall = RetellCall & { call_id: string };

/**
 * What a Retell webhook says. Never throws: whatever is not understood is `ignored` or `unusable` and kept.
 * Source of events, keys and payloads: https://docs.retellai.com/features/webhook-overview
 * @param receivedAtMs stands in for the time of analysis only when the payload carries no time at all
 * @param json the text of the payload, which saves looking through it a second time
 */
export function interpretRetell(payload: unknown, receivedAtMs: number, json?: string): Interpretation {
  const body = keepStorable(payload, json);
  if (!isEntry(body)) return unusable("unknown", body, "The body is not a JSON object.");
  const webhook = readRetellWebhook(body);
  const event = webhook.event ?? webhook.event_type;
  if (!event) return unusable("unknown", body, "The body names no event.");

  const { call } = webhook;
  const described = { event_type: event, vendor_call_id: call?.call_id ?? null };
  const build = BUILDERS[event];
  if (!build) {
    const event_key = `${event}:${call?.call_id ?? ""}:${contentHash(body)}`;
    return { ...described, event_key, outcome: "ignored", reason: ignoredBecause(event) };
  }
  if (!call?.call_id) return unusable(event, body, "The body names no call.");
  return { ...described, ...build({ ...call, call_id: call.call_id }, webhook, receivedAtMs), outcome: "call" };
}

type Built = { event_key: string; event: CallEvent };
type Builder = (call: IdentifiedCall, webhook: RetellWebhook, receivedAtMs: number) => Built;

const BUILDERS: Partial<Record<string, Builder>> = {
  call_started: started,
  transcript_updated: transcriptUpdated,
  transfer_started: transfer,
  transfer_bridged: transfer,
  transfer_cancelled: transfer,
  transfer_ended: transfer,
  call_ended: ended,
  call_analyzed: analyzed,
};

function started(call: IdentifiedCall, webhook: RetellWebhook): Built {
  return {
    event_key: `call_started:${call.call_id}`,
    event: {
      ...about(call),
      kind: "started",
      rank: 1,
      at_ms: webhook.event_timestamp ?? call.start_timestamp ?? null,
      facets: { ...basicFacets(call), status: { status: "in_progress" } },
    },
  };
}

// No id and no time of its own: the content is the key, and how far the words reach is the time, so that of two
// snapshots the longer wins in whatever order they arrive.
function transcriptUpdated(call: IdentifiedCall, webhook: RetellWebhook): Built {
  const entries = entriesOf(call);
  const turns = turnsOfRetell(call);
  const heardMs = Math.max(0, ...turns.map((turn) => turn.end_ms ?? 0));
  const reached = call.start_timestamp === undefined ? null : call.start_timestamp + heardMs + turns.length;
  return {
    event_key: `transcript_updated:${call.call_id}:${contentHash(entries.length > 0 ? entries : (call.transcript ?? ""))}`,
    event: {
      ...about(call),
      kind: "transcript_updated",
      rank: 1,
      at_ms: webhook.event_timestamp ?? reached,
      facets: { ...basicFacets(call), status: { status: "in_progress" } },
      transcript: { kind: "snapshot", turns },
    },
  };
}

// Only a transfer that reached somebody names a destination; a cancelled or started one must not overwrite it.
function transfer(call: IdentifiedCall, webhook: RetellWebhook): Built {
  const event = webhook.event ?? webhook.event_type ?? "";
  const destination = destinationText(webhook.transfer_destination ?? call.transfer_destination);
  const reached = event === "transfer_bridged" || event === "transfer_ended";
  return {
    event_key: `${event}:${call.call_id}:${call.start_timestamp ?? ""}:${destination ?? ""}`,
    event: {
      ...about(call),
      kind: "updated",
      rank: 1,
      at_ms: webhook.event_timestamp ?? call.start_timestamp ?? null,
      facets: {
        ...basicFacets(call),
        status: { status: "in_progress" },
        ...(reached && transferFacet(destination)),
      },
    },
  };
}

function ended(call: IdentifiedCall, webhook: RetellWebhook): Built {
  return {
    event_key: `call_ended:${call.call_id}`,
    event: {
      ...about(call),
      kind: "ended",
      rank: 2,
      at_ms: endOf(call, webhook) ?? null,
      facets: endedFacets(call, call.end_timestamp ?? webhook.event_timestamp),
      ...finalTranscript(call),
    },
  };
}

function analyzed(call: IdentifiedCall, webhook: RetellWebhook, receivedAtMs: number): Built {
  const at = endOf(call, webhook);
  const analysis = analysisFacet(call, at ?? receivedAtMs);
  return {
    event_key: `call_analyzed:${call.call_id}`,
    event: {
      ...about(call),
      kind: "analyzed",
      rank: 3,
      at_ms: at ?? null,
      facets: { ...endedFacets(call, call.end_timestamp ?? call.start_timestamp), ...(analysis && { analysis }) },
      ...finalTranscript(call),
    },
  };
}

function about(call: IdentifiedCall) {
  return { vendor_call_id: call.call_id, vendor_agent_id: call.agent_id ?? null };
}

// Never the time of receipt: any order of deliveries must end in the same row.
function endOf(call: RetellCall, webhook: RetellWebhook): number | undefined {
  return webhook.event_timestamp ?? call.end_timestamp ?? call.start_timestamp;
}

function finalTranscript(call: RetellCall): Pick<CallEvent, "transcript"> {
  const turns = turnsOfRetell(call);
  return turns.length > 0 ? { transcript: { kind: "snapshot", turns } } : {};
}

function ignoredBecause(event: string): string {
  if (event.startsWith("chat_")) return "Chats are kept but not shown yet.";
  if (event === "call_inbound") return "An incoming call was announced; it is answered by the agent of its number.";
  return `Foyer does not use the event ${event}.`;
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
