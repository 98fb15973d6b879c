import { versionOf } from "../../lib/ingest/facets";
import { sealCallValues } from "../../lib/phi/call-values";
import { transcriptColumns } from "../../lib/phi/transcript";
import type { SealingVault } from "../../lib/phi/vault";
import type { Turn } from "../../lib/voice/provider";
import { CALL_ID_TOKEN, type CallTemplate } from "./call-template";
import type { Cell } from "./copy-rows";

/** What tells one call of the history from the others. */
export type PastCall = {
  id: string;
  org_id: string;
  agent_id: string;
  provider: "retell" | "vapi";
  vendor_call_id: string;
  business_number: string;
  caller_number: string;
  /** Unix milliseconds. */
  at: number;
  test: { reason: string; changed_by: string } | null;
  /** Who has looked at what went wrong in it, and when, in Unix milliseconds. */
  reviewed: { at: number; by: string } | null;
  template: CallTemplate;
};

export const CALL_COLUMNS = [
  ...["id", "org_id", "agent_id", "provider", "vendor_call_id", "channel", "direction", "from_number", "to_number"],
  ...["status", "started_at", "ended_at", "duration_ms", "disconnection_reason", "transfer_destination", "successful"],
  ...["voicemail", "sentiment", "summary", "custom_analysis", "analyzed_at", "cost_micros", "cost_currency"],
  ...[
    "cost_breakdown",
    "latency",
    "latency_p50_ms",
    "recording_url",
    "recording_stereo_url",
    "metadata",
    "is_billable",
  ],
  ...["party_ciphertext", "analysis_ciphertext", "recording_ciphertext", "metadata_ciphertext"],
  ...["caller_index", "caller_ending_index"],
  ...["billable_reason", "billable_changed_by", "billable_changed_at", "facets", "created_at", "updated_at"],
  ...["reviewed_at", "reviewed_by"],
];

export const TRANSCRIPT_COLUMNS = ["org_id", "call_id", "turns", "turns_ciphertext", "version", "updated_at"];

const TIMES = new Set(["started_at", "ended_at", "analyzed_at"]);

/** The row of `calls`, in the order of `CALL_COLUMNS`. */
export function callRow(vault: SealingVault, call: PastCall): Cell[] {
  const { template, test, reviewed } = call;
  const outbound = template.conversation.direction === "outbound";
  const ended = call.at + Number(template.values.duration_ms ?? 0);
  const own: Record<string, Cell> = {
    id: call.id,
    org_id: call.org_id,
    agent_id: call.agent_id,
    provider: call.provider,
    vendor_call_id: call.vendor_call_id,
    from_number: outbound ? call.business_number : call.caller_number,
    to_number: outbound ? call.caller_number : call.business_number,
    is_billable: test === null,
    billable_reason: test?.reason ?? null,
    billable_changed_by: test?.changed_by ?? null,
    billable_changed_at: test ? new Date(ended + 3_600_000) : null,
    reviewed_at: reviewed ? new Date(reviewed.at) : null,
    reviewed_by: reviewed?.by ?? null,
    facets: Object.fromEntries(template.versions.map(({ facet, ...version }) => [facet, versionAt(call, version)])),
    created_at: new Date(call.at + 400),
    updated_at: new Date(ended + 3_000),
  };
  const values = Object.fromEntries(CALL_COLUMNS.map((column) => [column, own[column] ?? valueAt(call, column)]));
  const kept = vault.is_protected ? sealCallValues(vault, call, parsed(values)) : values;
  return CALL_COLUMNS.map((column) => kept[column] as Cell);
}

/** The row of `transcripts`, or null when nobody said a word. */
export function transcriptRow(vault: SealingVault, call: PastCall, words: boolean): Cell[] | null {
  const { transcript } = call.template;
  if (!transcript) return null;
  const turns = rewritten(call, words ? transcript.turns : transcript.withoutWords);
  const ended = call.at + Number(call.template.values.duration_ms ?? 0);
  const kept: { turns_ciphertext?: string | null } = vault.is_protected
    ? transcriptColumns(vault, call, { turns: JSON.parse(turns) as Turn[], fragments: null })
    : {};
  const columns = vault.is_protected ? ["[]", kept.turns_ciphertext] : [turns, null];
  return [call.org_id, call.id, ...columns, versionAt(call, transcript.version), new Date(ended + 3_000)];
}

// jsonb columns are texts here; what is sealed holds their values.
function parsed(values: Record<string, Cell>): Record<string, unknown> {
  const json = ["custom_analysis", "metadata"].flatMap((column) => {
    const text = values[column];
    return typeof text === "string" ? [[column, JSON.parse(text)]] : [];
  });
  return { ...values, ...Object.fromEntries(json) };
}

function versionAt(call: PastCall, { rank, offset_ms }: { rank: number; offset_ms: number }): string {
  return versionOf({ rank: rank as 0 | 1 | 2 | 3, at_ms: call.at + offset_ms }, "");
}

function valueAt(call: PastCall, column: string): Cell {
  const value = call.template.values[column];
  if (value === null || value === undefined) return null;
  if (TIMES.has(column)) return new Date(Date.parse(String(value)) - call.template.reference + call.at);
  if (typeof value === "number" || typeof value === "boolean") return value;
  return rewritten(call, typeof value === "string" ? value : JSON.stringify(value));
}

const DAY_MS = 86_400_000;

/** Puts the call's own id and its own days into a text of the template. */
function rewritten(call: PastCall, text: string): string {
  const named = text.includes(CALL_ID_TOKEN.slice(-8))
    ? text
        .replaceAll(CALL_ID_TOKEN, call.vendor_call_id)
        .replaceAll(CALL_ID_TOKEN.slice(-8), call.vendor_call_id.slice(-8))
    : text;
  if (!text.includes("2026-01-") && !text.includes("2025-12-")) return named;
  const shift = Math.floor(call.at / DAY_MS) - Math.floor(call.template.reference / DAY_MS);
  return named.replace(/\b(?:2026-01|2025-12)-\d\d\b/g, (day) =>
    new Date(Date.parse(day) + shift * DAY_MS).toISOString().slice(0, 10),
  );
}
