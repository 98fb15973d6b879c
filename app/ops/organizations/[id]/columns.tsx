import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { AgentStatus } from "../../../_ui/agent-status";
import { Badge } from "../../../_ui/badge";
import { formatNumber } from "../../../_ui/format/format-count";
import { Initial } from "../../../_ui/initial";
import { ProviderMark } from "../../../_ui/provider-mark";
import type { Column } from "../../../_ui/table-column";
import { Time } from "../../../_ui/time";

export const agentColumns: Column<OrganizationDetail["agents"][number]>[] = [
  {
    key: "name",
    head: "Agent",
    phone: "title",
    cell: ({ name, provider }) => (
      <span className="flex min-w-0 items-center gap-2">
        <ProviderMark provider={provider} bare />
        <span className="truncate font-medium">{name}</span>
      </span>
    ),
  },
  {
    key: "state",
    head: "State",
    phone: "detail",
    cell: ({ status, is_failing }) => <AgentStatus state={is_failing ? "failing" : status} />,
  },
  {
    key: "missing",
    head: "Missing calls",
    align: "right",
    hideBelow: "md",
    cell: ({ missing_calls }) => (
      <span className={missing_calls > 0 ? "font-medium text-bad" : "text-faint"}>{formatNumber(missing_calls)}</span>
    ),
  },
  {
    key: "delivery",
    head: "Last delivery",
    align: "right",
    phone: "meta",
    cell: ({ last_delivery_at }) => <Time at={last_delivery_at} />,
  },
];

export const memberColumns: Column<OrganizationDetail["members"][number]>[] = [
  {
    key: "name",
    head: "Name",
    phone: "title",
    cell: ({ full_name, email, is_owner }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Initial name={full_name || email} small round />
        <span className="truncate font-medium">{full_name || email}</span>
        {is_owner ? <Badge tone="accent">Owner</Badge> : null}
      </span>
    ),
  },
  {
    key: "email",
    head: "E-mail address",
    phone: "detail",
    cell: ({ email }) => <span className="text-muted">{email}</span>,
  },
  {
    key: "role",
    head: "Role",
    phone: "meta",
    cell: ({ role }) => (
      <Badge tone={role === "org_admin" ? "accent" : "neutral"}>{role === "org_admin" ? "Admin" : "Viewer"}</Badge>
    ),
  },
];
