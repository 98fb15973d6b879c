import { blindIndex } from "./blind-index";
import { type CallName, openOfCall, sealOfCall } from "./fields";
import type { SealingVault, Vault } from "./vault";

/** Who was on the line. */
export type Party = { from_number: string | null; to_number: string | null };
export type AnalysisWords = { summary: string | null; custom_analysis: Record<string, unknown> | null };
export type RecordingAddresses = { recording_url: string | null; recording_stereo_url: string | null };
export type Metadata = { metadata: Record<string, unknown> | null };

/** The columns of calls `c` that each of the functions below needs, beside one another. */
export const PARTY = ["c.provider", "c.vendor_call_id", "c.from_number", "c.to_number", "c.party_ciphertext"] as const;
export const ANALYSIS = [
  "c.provider",
  "c.vendor_call_id",
  "c.summary",
  "c.custom_analysis",
  "c.analysis_ciphertext",
] as const;

export const METADATA = ["c.metadata", "c.metadata_ciphertext"] as const;

/** The caller of the call `c` of a delivery, beside the delivery's own provider and vendor_call_id. */
export const CALLER_OF_DELIVERY = ["c.direction", "c.from_number", "c.to_number", "c.party_ciphertext"] as const;

/** What `PARTY` and `ANALYSIS` select. */
export type PartyRow = CallName & Party & { party_ciphertext: string | null };
export type AnalysisRow = CallName & {
  summary: string | null;
  custom_analysis: unknown;
  analysis_ciphertext: string | null;
};

/** What is sealed together, and the column it is sealed into. */
const GROUPS = {
  party_ciphertext: ["from_number", "to_number"],
  analysis_ciphertext: ["summary", "custom_analysis"],
  recording_ciphertext: ["recording_url", "recording_stereo_url"],
  metadata_ciphertext: ["metadata"],
} as const;

type Group = keyof typeof GROUPS;
type Values = Record<string, unknown>;

/** Values of a call's columns with the health data among them sealed, and the hashes its caller is found by. */
export function sealCallValues(vault: SealingVault, call: CallName, values: Values): Values {
  const sealed: Values = { ...values };
  for (const [group, names] of Object.entries(GROUPS) as [Group, readonly string[]][]) {
    const told = names.filter((name) => values[name] !== null && values[name] !== undefined);
    for (const name of names) if (name in sealed) sealed[name] = null;
    if (told.length === 0) continue;
    const kept = Object.fromEntries(told.map((name) => [name, values[name]]));
    sealed[group] = sealOfCall(vault, call, { table: "calls", column: group }, kept);
  }
  return { ...sealed, ...callerIndexes(vault, values) };
}

function callerIndexes(vault: SealingVault, { direction, from_number, to_number }: Values) {
  const number = direction === "outbound" ? to_number : from_number;
  if (typeof number !== "string" || number === "") return {};
  return {
    caller_index: blindIndex(vault, "number", number),
    caller_ending_index: blindIndex(vault, "number_ending", number),
  };
}

export function partyOf(vault: Vault, row: PartyRow): Party {
  const { from_number, to_number } = row;
  return opened(vault, row, "party_ciphertext", row.party_ciphertext, { from_number, to_number });
}

/** The caller's number: the outside party, whichever way the call went. */
export function callerOf(vault: Vault, row: PartyRow & { direction: "inbound" | "outbound" | null }): string | null {
  const { from_number, to_number } = partyOf(vault, row);
  return row.direction === "outbound" ? to_number : from_number;
}

export function analysisOf(vault: Vault, row: AnalysisRow): AnalysisWords {
  // jsonb columns of a call are written by ingest alone, from the facets of `lib/voice/provider`.
  const custom_analysis = row.custom_analysis as AnalysisWords["custom_analysis"];
  return opened(vault, row, "analysis_ciphertext", row.analysis_ciphertext, { summary: row.summary, custom_analysis });
}

export function recordingOf(
  vault: Vault,
  row: CallName & RecordingAddresses & { recording_ciphertext: string | null },
): RecordingAddresses {
  const { recording_url, recording_stereo_url } = row;
  return opened(vault, row, "recording_ciphertext", row.recording_ciphertext, { recording_url, recording_stereo_url });
}

export function metadataOf(
  vault: Vault,
  row: CallName & { metadata: unknown; metadata_ciphertext: string | null },
): Metadata {
  return opened(vault, row, "metadata_ciphertext", row.metadata_ciphertext, {
    metadata: row.metadata as Metadata["metadata"],
  });
}

function opened<T extends object>(vault: Vault, call: CallName, group: Group, sealed: string | null, plain: T): T {
  if (sealed === null) return plain;
  const names = Object.fromEntries(GROUPS[group].map((name) => [name, null]));
  return { ...names, ...openOfCall<T>(vault, call, { table: "calls", column: group }, sealed) };
}
