import clsx from "clsx";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import { Initial } from "../_ui/initial";
import { Status } from "../_ui/status";
import type { Column } from "../_ui/table-column";
import { Time } from "../_ui/time";

const STATE = {
  ok: { tone: "good", shape: "dot", label: "Fine" },
  new: { tone: "neutral", shape: "ring", label: "No agent yet" },
  quiet: { tone: "neutral", shape: "ring", label: "No calls for a day" },
  suspended: { tone: "warn", shape: "square", label: "Suspended" },
  deleted: { tone: "neutral", shape: "square", label: "Deleted" },
  trouble: { tone: "bad", shape: "square", label: "Needs a look" },
} as const;

export const organizationColumns: Column<OrganizationHealth>[] = [
  {
    key: "name",
    head: "Organization",
    phone: "title",
    cell: ({ name, colour, logo_id, slug }) => (
      <span className="inline-flex min-w-0 items-center gap-2.5">
        <Initial name={name} colour={colour} logo={logo_id} small />
        <span className="truncate font-medium">{name}</span>
        <span className="font-mono text-12 text-faint max-lg:hidden">/{slug}</span>
      </span>
    ),
  },
  {
    key: "state",
    head: "Health",
    phone: "detail",
    cell: ({ state }) => (
      <Status tone={STATE[state].tone} shape={STATE[state].shape}>
        {STATE[state].label}
      </Status>
    ),
  },
  {
    key: "calls",
    head: "Calls in 24 h",
    align: "right",
    phone: "aside",
    cell: ({ calls_24h }) => (
      <>
        {calls_24h.toLocaleString("en-US")}
        <span className="text-muted sm:hidden"> calls in 24 h</span>
      </>
    ),
  },
  {
    key: "delivery",
    head: "Last delivery",
    align: "right",
    phone: "meta",
    cell: ({ last_delivery_at }) => <Time at={last_delivery_at} />,
  },
  {
    key: "agents",
    head: "Agents",
    align: "right",
    hideBelow: "md",
    cell: ({ agents, waiting_agents }) => (
      <>
        {agents}
        {waiting_agents > 0 ? <span className="text-faint"> · {waiting_agents} waiting</span> : null}
      </>
    ),
  },
  { key: "failing", head: "Failing", align: "right", hideBelow: "md", cell: (row) => count(row.failing_agents) },
  {
    key: "failed",
    head: "Failed deliveries",
    align: "right",
    hideBelow: "lg",
    cell: (row) => count(row.failed_deliveries, 1000),
  },
  {
    key: "unusable",
    head: "Unusable",
    align: "right",
    hideBelow: "xl",
    cell: ({ unusable_deliveries: value }) => (
      <span className={clsx(value === 0 && "text-faint")}>
        {value.toLocaleString("en-US")}
        {value === 1000 ? "+" : ""}
      </span>
    ),
  },
  { key: "missing", head: "Missing calls", align: "right", hideBelow: "lg", cell: (row) => count(row.missing_calls) },
  { key: "members", head: "Members", align: "right", hideBelow: "xl", cell: ({ members }) => members },
];

/** A count where zero is good news and stays quiet. */
function count(value: number, cap?: number) {
  return (
    <span className={clsx(value > 0 ? "font-medium text-bad" : "text-faint")}>
      {value.toLocaleString("en-US")}
      {value === cap ? "+" : ""}
    </span>
  );
}
