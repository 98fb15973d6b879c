import type { Selectable } from "kysely";
import type { DB } from "../db/database";
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
  /** Only in a search: the lines it was found by. */
  hits?: SearchHit[];
};

/** The columns a `ListedCall` is made of. */
export const LISTED_COLUMNS = [
  "c.id",
  "c.agent_id",
  "a.name as agent_name",
  "c.provider",
  "c.channel",
  "c.direction",
  "c.from_number",
  "c.to_number",
  "c.status",
  "c.started_at",
  "c.ended_at",
  "c.duration_ms",
  "c.disconnection_reason",
  "c.successful",
  "c.voicemail",
  "c.sentiment",
  "c.summary",
  "c.cost_micros",
  "c.cost_currency",
  "c.latency_p50_ms",
  "c.is_billable",
] as const;

type Row = Pick<
  Selectable<DB["calls"]>,
  Exclude<keyof ListedCall, "agent" | "started_at" | "ended_at" | "hits"> | "agent_id" | "started_at" | "ended_at"
> & { agent_name: string };

/** A row of `LISTED_COLUMNS` as the API answers it. */
export function listedCall({ agent_id, agent_name, started_at, ended_at, ...row }: Row): ListedCall {
  return {
    ...row,
    agent: { id: agent_id, name: agent_name },
    started_at: started_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
  };
}
