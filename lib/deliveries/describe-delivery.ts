import type { FacetName, Provider } from "../voice/provider";
import type { DeliveryChanges } from "./delivery-changes";
import type { deliveryStates } from "./schemas";

type State = (typeof deliveryStates)[number];

/** The verdict on a delivery, in one word and one sentence, and what a person can do about it. */
export const VERDICT: Record<State, { word: string; sentence: string; advice: string | null }> = {
  applied: { word: "Applied", sentence: "It was understood and its call shows it.", advice: null },
  duplicate: {
    word: "Duplicate",
    sentence: "The same event had arrived before, so it changed nothing.",
    advice: null,
  },
  received: {
    word: "Kept",
    sentence: "It was kept but not applied, because its agent was paused.",
    advice: "Resume the agent, then replay it.",
  },
  failed: {
    word: "Failed",
    sentence: "It was understood, but we could not apply it.",
    advice: "Replay it. When it fails again, send the request id to support: the delivery stays here.",
  },
  unusable: {
    word: "Unusable",
    sentence: "It is authentic, but says nothing we can use.",
    advice: "Compare its body with what the vendor documents. Replay it after an update of Foyer that understands it.",
  },
};

/**
 * How it is known that a delivery is genuine. What its agent's secret does not prove is refused and never kept, so every
 * delivery has an answer.
 */
export function proofPhrase({ source }: { source: "webhook" | "reconciliation" | "test" }, provider: Provider): string {
  if (source === "reconciliation") return "Fetched with the vendor's key";
  const proof = provider === "retell" ? "Signature verified" : "Credential verified";
  return source === "test" ? `${proof}, our own test` : proof;
}

const FACET: Record<FacetName, string> = {
  status: "status",
  party: "numbers",
  start: "start",
  end: "end and duration",
  outcome: "reason for ending",
  transfer: "transfer",
  analysis: "analysis",
  cost: "cost",
  latency: "latency",
  recording: "recording",
  metadata: "metadata",
  redaction: "what was taken out",
};

/** The everyday word for a facet of a call. */
export function facetWord(name: string): string {
  return FACET[name as FacetName] ?? name.replaceAll("_", " ");
}

/** Events that come many times in every call and each say little: a transcript that grows, somebody who speaks. */
export function isChatty(eventType: string): boolean {
  return /^(transcript|conversation-update|speech-update)/.test(eventType);
}

/** What a delivery changed, as a phrase: "created the call; status, numbers and start". */
export function changePhrase(changes: DeliveryChanges | null, eventType = ""): string {
  if (!changes) return "changed nothing";
  if (!changes.created && isChatty(eventType)) return "added to the transcript";
  const facets = inWords(changes.facets.map(facetWord));
  if (changes.created) return facets ? `created the call; ${facets}` : "created the call";
  return facets ? `set ${facets}` : "changed nothing: newer deliveries had said it before";
}

/** "a", "a and b", "a, b and c". */
export function inWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const EVENT: Record<string, string> = {
  call_started: "Call started",
  call_ended: "Call ended",
  call_analyzed: "Call analysed",
  transcript_updated: "Transcript grew",
  transfer_started: "Transfer started",
  transfer_bridged: "Transfer connected",
  transfer_cancelled: "Transfer cancelled",
  transfer_ended: "Transfer ended",
  "status-update": "Status changed",
  "end-of-call-report": "End-of-call report",
  transcript: "Something was said",
  "conversation-update": "Conversation grew",
  "speech-update": "Somebody started or stopped speaking",
  hang: "Assistant stalled",
  "assistant-request": "Assistant asked for",
  "tool-calls": "Tools called",
  unreadable: "Unreadable body",
};

/** A vendor's event type for reading; the raw value belongs on hover. */
export function eventWord(type: string): string {
  const known = EVENT[type] ?? EVENT[type.replace(/\[.*$/, "")];
  if (known) return known;
  const spelled = type.replaceAll(/[._-]+/g, " ").trim();
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** Beginnings of the event types that somebody means by a text: the vendor's own word, or what a screen calls it. */
export function eventTypesOf(text: string): string[] {
  const words = text.toLowerCase();
  const called = Object.entries(EVENT).flatMap(([type, word]) => (word.toLowerCase().includes(words) ? [type] : []));
  return [...new Set([text, ...[" ", "_", "-", "."].map((mark) => words.replaceAll(/[\s._-]+/g, mark)), ...called])];
}
