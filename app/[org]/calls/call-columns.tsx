import type { ListedCall } from "@/lib/calls/listed-call";
import type { CallColumn } from "@/lib/views/call-columns";
import { Badge } from "../../_ui/badge";
import { CallOutcome, CallSuccess, isLive } from "../../_ui/calls/call-outcome";
import { OtherParty } from "../../_ui/calls/other-party";
import { Duration, Elapsed } from "../../_ui/duration";
import { Latency } from "../../_ui/latency";
import { Money } from "../../_ui/money";
import { ProviderMark } from "../../_ui/provider-mark";
import type { Column } from "../../_ui/table-column";
import { Time } from "../../_ui/time";

const none = <span className="text-faint">–</span>;

const SENTIMENT = { positive: "text-good", neutral: "text-muted", negative: "text-bad" };

/** The columns a table of calls can have, in their order, and their places on a phone's card. */
const COLUMNS: Record<CallColumn, Omit<Column<ListedCall>, "key">> = {
  party: {
    head: "Other party",
    cell: (call) => <OtherParty call={call} />,
    phone: "title",
    width: "10.5rem",
  },
  outcome: {
    head: "How it ended",
    cell: (call) => (
      <span className="flex min-w-0 items-center gap-2">
        <CallOutcome call={call} />
        {call.is_billable ? null : <Badge tone="warn">Test</Badge>}
        {call.reviewed_at === null ? null : (
          <span role="img" aria-label="Reviewed" title="Reviewed" className="text-good-mark">
            ✓
          </span>
        )}
      </span>
    ),
    phone: "detail",
    width: "11.75rem",
  },
  success: {
    head: "Outcome",
    cell: (call) => <CallSuccess call={call} />,
    hideBelow: "lg",
    width: "6.25rem",
  },
  sentiment: {
    head: "Sentiment",
    cell: ({ sentiment }) =>
      sentiment ? <span className={`capitalize ${SENTIMENT[sentiment]}`}>{sentiment}</span> : none,
    hideBelow: "lg",
    width: "6.5rem",
  },
  summary: {
    head: "Summary",
    cell: ({ summary }) =>
      summary ? (
        <span title={summary} className="block truncate text-muted">
          {summary}
        </span>
      ) : (
        none
      ),
    hideBelow: "xl",
    fill: true,
  },
  agent: {
    head: "Agent",
    cell: (call) => (
      <span className="flex items-center gap-2">
        <ProviderMark provider={call.provider} bare />
        <span className="truncate">{call.agent.name}</span>
      </span>
    ),
    hideBelow: "md",
    width: "9.75rem",
  },
  duration: {
    head: "Length",
    align: "right",
    sort: "duration_ms",
    cell: (call) => (isLive(call) ? <Elapsed since={call.started_at} /> : <Duration ms={call.duration_ms} />),
    phone: "meta",
    width: "4.75rem",
  },
  latency: {
    head: "Latency",
    align: "right",
    sort: "latency_p50_ms",
    cell: ({ latency_p50_ms }) => (latency_p50_ms === null ? none : <Latency ms={latency_p50_ms} />),
    hideBelow: "lg",
    width: "6rem",
  },
  cost: {
    head: "Cost",
    align: "right",
    sort: "cost_micros",
    cell: (call) => <Money micros={call.cost_micros} currency={call.cost_currency ?? "USD"} />,
    hideBelow: "lg",
    width: "4.5rem",
  },
  billable: {
    head: "Billable",
    cell: ({ is_billable }) => (is_billable ? "Billable" : <span className="text-warn">Test</span>),
    hideBelow: "lg",
    width: "5.5rem",
  },
  started: {
    head: "Started",
    align: "right",
    sort: "started_at",
    cell: (call) => <Time at={call.started_at} />,
    phone: "aside",
    width: "10rem",
  },
};

/**
 * The chosen columns. The caller opens the call and stays; something always takes the room that is left. The choice is one
 * of the table: a phone's card shows the facts it has room for, always.
 */
export function columnsOf(chosen: readonly CallColumn[]): Column<ListedCall>[] {
  const columns = (Object.keys(COLUMNS) as CallColumn[])
    .map((key) => ({ ...COLUMNS[key], key, phoneOnly: key !== "party" && !chosen.includes(key) }))
    .filter(({ phone, phoneOnly }) => phone || !phoneOnly);
  return columns.some(({ fill }) => fill)
    ? columns
    : columns.map((column) => (column.key === "party" ? { ...column, width: "" } : column));
}
