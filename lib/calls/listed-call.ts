import type { Selectable } from "kysely";
import type { DB } from "../db/database";
import { ANALYSIS, type AnalysisRow, analysisOf, PARTY, type PartyRow, partyOf } from "../phi/call-values";
import type { Vault } from "../phi/vault";
import type { SearchHit } from "./search/add-hits";

/** One call as lists show it. Times ISO 8601 UTC, durations milliseconds, money millionths of `cost_currency`. */
export type ListedCall = {
  id: string;
  agent: { id: string; name: string };
  provider: "retell" | "vapi";
  channel: "phone" | "web";
  direction: "inbound" | "outbound" | null;
  from_number: string | null;
  to_number: string | null;
  status: "registered" | "ringing" | "in_progress" | "ended" | "not_connected" | "error";
  started_at: string;
  ended_at: string | null;
  duration_ms: number | null;
  disconnection_reason: string | null;
  successful: boolean | null;
  voicemail: boolean | null;
  sentiment: "positive" | "neutral" | "negative" | null;
  summary: string | null;
  cost_micros: number | null;
  cost_currency: string | null;
  /** Median of the caller's waits for an answer. */
  latency_p50_ms: number | null;
  is_billable: boolean;
  /** When somebody has looked at it. */
  reviewed_at: string | null;
  /** The caller's number is masked: its last four digits. It is shown whole on request. */
  is_masked?: true;
  /** Who reads may see neither the number nor the summary. */
  is_hidden?: true;
  /** Only in a search: the lines it was found by. */
  hits?: SearchHit[];
};

/** The columns a `ListedCall` is made of. */
export const LISTED_COLUMNS = [
  "c.id",
  "c.agent_id",
  "a.name as agent_name",
  "c.channel",
  "c.direction",
  "c.status",
  "c.started_at",
  "c.ended_at",
  "c.duration_ms",
  "c.disconnection_reason",
  "c.successful",
  "c.voicemail",
  "c.sentiment",
  "c.cost_micros",
  "c.cost_currency",
  "c.latency_p50_ms",
  "c.is_billable",
  "c.reviewed_at",
  ...PARTY,
  ...ANALYSIS,
] as const;

type Row = Pick<
  Selectable<DB["calls"]>,
  | Exclude<keyof ListedCall, "agent" | "started_at" | "ended_at" | "reviewed_at" | "hits" | "is_masked" | "is_hidden">
  | ("agent_id" | "started_at" | "ended_at" | "reviewed_at")
> & { agent_name: string } & PartyRow &
  AnalysisRow;

/** A row of `LISTED_COLUMNS` as the API answers it. */
export function listedCall(vault: Vault, row: Row): ListedCall {
  return {
    id: row.id,
    agent: { id: row.agent_id, name: row.agent_name },
    provider: row.provider,
    channel: row.channel,
    direction: row.direction,
    ...partyOf(vault, row),
    status: row.status,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    duration_ms: row.duration_ms,
    disconnection_reason: row.disconnection_reason,
    successful: row.successful,
    voicemail: row.voicemail,
    sentiment: row.sentiment,
    summary: analysisOf(vault, row).summary,
    cost_micros: row.cost_micros,
    cost_currency: row.cost_currency,
    latency_p50_ms: row.latency_p50_ms,
    is_billable: row.is_billable,
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
  };
}
