import type { CallEvent, FacetName } from "../voice/provider";

/**
 * Columns of `calls` by facet, with their SQL types: the one table the merge statement is made of. Beside what is health data
 * stands its ciphertext (`./seal-row` fills one or the other), so that both follow the same version.
 */
export const FACET_COLUMNS = {
  status: { status: "text" },
  party: {
    channel: "text",
    direction: "text",
    from_number: "text",
    to_number: "text",
    party_ciphertext: "text",
    caller_index: "bigint",
    caller_ending_index: "bigint",
  },
  start: { started_at: "timestamptz" },
  end: { ended_at: "timestamptz", duration_ms: "integer" },
  outcome: { disconnection_reason: "text" },
  transfer: { transfer_destination: "text" },
  analysis: {
    successful: "boolean",
    voicemail: "boolean",
    sentiment: "text",
    summary: "text",
    custom_analysis: "jsonb",
    analysis_ciphertext: "text",
    analyzed_at: "timestamptz",
  },
  cost: { cost_micros: "bigint", cost_currency: "text", cost_breakdown: "jsonb" },
  latency: { latency: "jsonb", latency_p50_ms: "integer" },
  recording: { recording_url: "text", recording_stereo_url: "text", recording_ciphertext: "text" },
  metadata: { metadata: "jsonb", metadata_ciphertext: "text" },
  redaction: { redaction: "text" },
} as const satisfies Record<FacetName, Record<string, string>>;

export const facetNames = Object.keys(FACET_COLUMNS) as FacetName[];

const TIME_DIGITS = 9;
const TIE_DIGITS = 8;

/**
 * The version of what an event says: rank, then the vendor's clock, then a tie-break by content. Fixed width and compared
 * as bytes, so that every set of events has one order, whatever order they arrive in.
 * @returns 18 characters, e.g. `2 0mgw1c4h3 9f86d081` without the spaces
 */
export function versionOf(event: Pick<CallEvent, "rank" | "at_ms">, tieBreak: string): string {
  const time = Math.max(0, Math.floor(event.at_ms ?? 0))
    .toString(36)
    .padStart(TIME_DIGITS, "0")
    .slice(-TIME_DIGITS);
  return `${event.rank}${time}${tieBreak.slice(0, TIE_DIGITS).padEnd(TIE_DIGITS, "0")}`;
}
