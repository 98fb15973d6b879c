import { explainDisconnection } from "../voice/disconnection-reasons";
import type { ListedCall } from "./listed-call";
import { outcomeOf } from "./search/terms-of-call";

type CsvColumn = { head: string; cell: (call: ListedCall, timeZone: string) => string | number | null };

const OUTCOME = { succeeded: "Successful", not_reached: "Unsuccessful", voicemail: "Voicemail", unknown: "" };

/** Every column a file can have, in this order. Times with their zone, durations in seconds, money in the unit named beside it. */
export const CSV_COLUMNS = {
  started_at: { head: "Started (UTC)", cell: (call) => call.started_at },
  started_local: { head: "Started (local)", cell: (call, timeZone) => localTime(call.started_at, timeZone) },
  agent: { head: "Agent", cell: (call) => call.agent.name },
  provider: { head: "Vendor", cell: (call) => call.provider },
  direction: { head: "Direction", cell: (call) => call.direction },
  from_number: { head: "From", cell: (call) => call.from_number },
  to_number: { head: "To", cell: (call) => call.to_number },
  status: { head: "Status", cell: (call) => call.status },
  ended_because: {
    head: "How it ended",
    cell: (call) => call.disconnection_reason && explainDisconnection(call.disconnection_reason, call).label,
  },
  disconnection_reason: { head: "Disconnection reason", cell: (call) => call.disconnection_reason },
  outcome: { head: "Outcome", cell: (call) => OUTCOME[outcomeOf(call)] },
  sentiment: { head: "Sentiment", cell: (call) => call.sentiment },
  duration_s: {
    head: "Length (s)",
    cell: (call) => (call.duration_ms === null ? null : Math.round(call.duration_ms / 1000)),
  },
  latency_p50_ms: { head: "Latency p50 (ms)", cell: (call) => call.latency_p50_ms },
  cost: { head: "Vendor cost", cell: (call) => (call.cost_micros === null ? null : call.cost_micros / 1_000_000) },
  cost_currency: { head: "Currency", cell: (call) => call.cost_currency },
  billable: { head: "Billable", cell: (call) => (call.is_billable ? "yes" : "no") },
  reviewed_at: { head: "Reviewed (UTC)", cell: (call) => call.reviewed_at },
  summary: { head: "Summary", cell: (call) => call.summary },
  id: { head: "Call", cell: (call) => call.id },
  other_party: { head: "Other party", cell: otherParty },
} as const satisfies Record<string, CsvColumn>;

export type ExportedColumn = keyof typeof CSV_COLUMNS;
export const csvColumns = Object.keys(CSV_COLUMNS) as ExportedColumn[];

function otherParty({ channel, direction, from_number, to_number }: ListedCall): string | null {
  if (channel === "web") return "Web visitor";
  return direction === "outbound" ? to_number : from_number;
}

function localTime(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return parts.format(new Date(at));
}
