import { FACET_COLUMNS, facetNames } from "../../lib/ingest/facets";
import { changeOf } from "../../lib/ingest/to-row";
import type { Provider, Turn } from "../../lib/voice/provider";
import { interpretRetell } from "../../lib/voice/retell/interpret";
import { interpretVapi } from "../../lib/voice/vapi/interpret";
import type { CallFacts } from "../stack/sandbox/calls/call-facts";
import type { Conversation } from "../stack/sandbox/conversations/conversation";
import { retellWebhooks } from "../stack/sandbox/retell/payloads";
import { vapiServerMessages } from "../stack/sandbox/vapi/payloads";

/** Stands for a call's id in texts; the last eight characters alone are part of tool ids. */
export const CALL_ID_TOKEN = "call_00000000000000000000Zq7Zq7Zq";

/** Messages a demo agent has subscribed to, as far as history needs them. */
export const HISTORY_EVENTS = {
  retell: ["call_started", "call_ended", "call_analyzed"],
  vapi: ["status-update", "end-of-call-report"],
} as const;

/** Everything calls with the same words at the same vendor share. Times are relative to `reference`. */
export type CallTemplate = {
  conversation: Conversation;
  reference: number;
  /** Values of `calls` by column, merged as ingest would. */
  values: Record<string, unknown>;
  /** Winning version of each facet: its rank and when the vendor's clock said so. */
  versions: { facet: string; rank: number; offset_ms: number }[];
  transcript: { version: { rank: number; offset_ms: number }; turns: string; withoutWords: string } | null;
};

const templates = new Map<string, CallTemplate>();
const DAY_MS = 86_400_000;
/** A Sunday, at noon. */
const REFERENCE = Date.UTC(2026, 0, 4, 12);

/**
 * The template of a conversation at a vendor: the vendor's own deliveries, interpreted by the product. Texts that name
 * days are made once for each day of the week.
 * @param at instant of the call, in Unix milliseconds
 */
export function callTemplate(
  conversation: Conversation,
  provider: Provider,
  at: number,
  recordingsUrl: string,
): CallTemplate {
  const weekday = namesDays(conversation) ? new Date(at).getUTCDay() : 0;
  const key = `${provider} ${conversation.id} ${weekday}`;
  const known = templates.get(key);
  if (known) return known;
  const template = build(conversation, provider, REFERENCE + weekday * DAY_MS, recordingsUrl);
  templates.set(key, template);
  return template;
}

const naming = new Map<string, boolean>();

function namesDays(conversation: Conversation): boolean {
  const known = naming.get(conversation.id) ?? JSON.stringify(conversation).includes("{{");
  naming.set(conversation.id, known);
  return known;
}

function build(
  conversation: Conversation,
  provider: Provider,
  reference: number,
  recordings_url: string,
): CallTemplate {
  const facts: CallFacts = {
    call_id: CALL_ID_TOKEN,
    conversation,
    agent: { id: "agent", name: "Agent", version: 1 },
    business_number: "+10000000000",
    caller_number: "+10000000001",
    started_at: reference,
    recordings_url,
    workspace_id: "workspace",
  };
  const values: Record<string, unknown> = {};
  const winners: Record<string, string> = {};
  let transcript: { version: string; turns: Turn[] } | null = null;
  for (const { body, offset_ms } of vendorDeliveries(facts, provider)) {
    const payload: unknown = JSON.parse(JSON.stringify(body));
    const received = reference + offset_ms;
    const said = provider === "retell" ? interpretRetell(payload, received) : interpretVapi(payload, received);
    if (said.outcome !== "call") continue;
    const change = changeOf(said.event, said.event_key, new Date(received));
    const told: Record<string, unknown> = { ...change.values };
    for (const facet of facetNames) {
      const version = change.versions[facet];
      if (!version || version <= (winners[facet] ?? "")) continue;
      winners[facet] = version;
      for (const column of Object.keys(FACET_COLUMNS[facet])) values[column] = told[column] ?? null;
    }
    if (change.turns && change.transcript_version > (transcript?.version ?? ""))
      transcript = { version: change.transcript_version, turns: change.turns };
  }
  return {
    conversation,
    reference,
    values,
    versions: Object.entries(winners).map(([facet, version]) => ({ facet, ...partsOf(version, reference) })),
    transcript: transcript && {
      version: partsOf(transcript.version, reference),
      turns: JSON.stringify(transcript.turns),
      withoutWords: JSON.stringify(transcript.turns.map(({ words: _, ...turn }) => turn)),
    },
  };
}

/** The deliveries of a call that its history is made of, in the order of sending. */
export function vendorDeliveries(facts: CallFacts, provider: Provider): { offset_ms: number; body: unknown }[] {
  return provider === "retell"
    ? retellWebhooks(facts, HISTORY_EVENTS.retell)
    : vapiServerMessages(facts, { server_messages: HISTORY_EVENTS.vapi });
}

// The inverse of lib/ingest/facets `versionOf`: one digit of rank, nine of base-36 milliseconds, a tie-break.
function partsOf(version: string, reference: number): { rank: number; offset_ms: number } {
  return { rank: Number(version[0]), offset_ms: Number.parseInt(version.slice(1, 10), 36) - reference };
}
