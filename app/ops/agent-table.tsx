import type { AgentTraffic, KnownAgent } from "@/lib/ops/agent-traffic";
import { DataTable } from "../_ui/table";
import { agentColumns } from "./webhook-columns";

/** How deliveries went, agent by agent, where it is known; a row opens the agent as operator. */
export function AgentTable({ agents }: { agents: readonly (AgentTraffic | KnownAgent)[] }) {
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
