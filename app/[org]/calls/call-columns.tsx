import type { ListedCall } from "@/lib/calls/listed-call";
import { Badge } from "../../_ui/badge";
import { CallOutcome, CallSuccess, isLive } from "../../_ui/calls/call-outcome";
import { OtherParty } from "../../_ui/calls/other-party";
import { Duration, Elapsed } from "../../_ui/duration";
import { Money } from "../../_ui/money";
import { ProviderMark } from "../../_ui/provider-mark";
import type { Column } from "../../_ui/table";
import { Time } from "../../_ui/time";

/** The columns of a table of calls, and their places on a phone's card. */
export const callColumns: readonly Column<ListedCall>[] = [
  { key: "party", head: "Caller", cell: (call) => <OtherParty call={call} />, phone: "title", width: "12rem" },
  {
    key: "outcome",
    head: "Outcome",
    cell: (call) => (
      <span className="inline-flex items-center gap-2">
        <CallOutcome call={call} />
        {call.is_billable ? null : <Badge tone="warn">Test</Badge>}
      </span>
    ),
    phone: "detail",
    width: "13rem",
  },
  { key: "success", head: "Aim", cell: (call) => <CallSuccess call={call} />, hideBelow: "lg", width: "6.5rem" },
  {
    key: "summary",
    head: "Summary",
    cell: (call) =>
      call.summary ? (
        <span title={call.summary} className="block truncate text-muted">
          {call.summary}
        </span>
      ) : (
        <span className="text-faint">–</span>
      ),
    hideBelow: "xl",
    fill: true,
  },
  {
    key: "agent",
    head: "Agent",
    cell: (call) => (
      <span className="flex items-center gap-2">
        <ProviderMark provider={call.provider} bare />
        <span className="truncate">{call.agent.name}</span>
      </span>
    ),
    hideBelow: "md",
    width: "11rem",
  },
  {
    key: "duration",
    head: "Length",
    align: "right",
    cell: (call) => (isLive(call) ? <Elapsed since={call.started_at} /> : <Duration ms={call.duration_ms} />),
    phone: "meta",
    width: "5rem",
  },
  {
    key: "cost",
    head: "Cost",
    align: "right",
    cell: (call) => <Money micros={call.cost_micros} currency={call.cost_currency ?? "USD"} />,
    hideBelow: "lg",
    width: "5rem",
  },
  {
    key: "started",
    head: "Started",
    align: "right",
    cell: (call) => <Time at={call.started_at} />,
    phone: "aside",
    width: "8.5rem",
  },
];
