import type { AgentTraffic } from "@/lib/ops/agent-traffic";
import { DataTable } from "../_ui/table";
import { agentColumns } from "./webhook-columns";

/** How deliveries went, agent by agent; a row opens the agent as operator. */
export function AgentTable({ agents }: { agents: readonly AgentTraffic[] }) {
  return (
    <DataTable
      label="Webhooks by agent"
      rows={agents}
      columns={agentColumns}
      rowKey={({ agent_id }) => agent_id}
      href={({ org_slug, agent_id }) => `/${org_slug}/agents/${agent_id}`}
    />
  );
}
