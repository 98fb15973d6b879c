import { useFormat } from "@/app/_ui/format/use-format";
import type { ListedAgent } from "@/lib/agents/agent";
import { AgentStatus } from "../../_ui/agent-status";
import { Sparkline } from "../../_ui/charts/sparkline";
import { ProviderMark } from "../../_ui/provider-mark";
import type { Column } from "../../_ui/table-column";
import { Time } from "../../_ui/time";
import { PresentCalls } from "./present-calls";
import { UsedDeliveries } from "./used-deliveries";

/** An agent in a row: what it is, whether it answers, whether all its calls are here. */
export const agentColumns: Column<ListedAgent>[] = [
  {
    key: "name",
    head: "Agent",
    fill: true,
    phone: "title",
    cell: (agent) => <span className="truncate font-medium">{agent.name}</span>,
  },
  {
    key: "status",
    head: "Status",
    width: "8rem",
    phone: "aside",
    cell: (agent) => <AgentStatus state={agent.health} />,
  },
  {
    key: "provider",
    head: "Vendor",
    width: "7rem",
    hideBelow: "md",
    phone: "detail",
    cell: (agent) => <ProviderMark provider={agent.provider} />,
  },
  {
    key: "last",
    head: "Last delivery",
    width: "9rem",
    phone: "meta",
    cell: (agent) =>
      agent.health === "failing" && agent.rejections ? (
        <span className="text-bad" title={agent.rejections.words}>
          refused <Time at={agent.rejections.last_at} />
        </span>
      ) : (
        <Time at={agent.last_delivery_at} />
      ),
  },
  {
    key: "present",
    head: "Calls at the vendor",
    width: "10rem",
    hideBelow: "lg",
    cell: (agent) => <PresentCalls agent={agent} />,
  },
  {
    key: "deliveries",
    head: "Deliveries",
    width: "9.5rem",
    hideBelow: "xl",
    cell: (agent) => <UsedDeliveries agent={agent} />,
  },
  {
    key: "latency",
    head: "Latency",
    width: "11rem",
    hideBelow: "xl",
    cell: (agent) => <LatencyOfDays agent={agent} />,
  },
  {
    key: "days",
    head: "Calls, 14 days",
    width: "11rem",
    hideBelow: "xl",
    cell: (agent) => <CallsOfDays agent={agent} />,
  },
];

function CallsOfDays({ agent }: { agent: ListedAgent }) {
  const format = useFormat();
  const total = agent.calls_by_day.reduce((sum, calls) => sum + calls, 0);
  const words = `${format.count(total, "call")} in the last 14 days`;
  return (
    <span className="flex items-center gap-3" title={words}>
      <Sparkline values={agent.calls_by_day} label={words} />
      <span className="tabular min-w-10 text-right text-faint">{format.number(total)}</span>
    </span>
  );
}

function LatencyOfDays({ agent: { latency_by_day } }: { agent: ListedAgent }) {
  const format = useFormat();
  const newest = latency_by_day.filter((value) => value !== null).at(-1);
  if (newest === undefined) return <span className="text-faint">–</span>;
  const words = `Median latency of the last 14 days, now ${format.latency(newest)}`;
  return (
    <span className="flex items-center gap-3" title={words}>
      <Sparkline values={latency_by_day} label={words} level />
      <span className="tabular min-w-13 text-right text-faint">{format.latency(newest)}</span>
    </span>
  );
}
