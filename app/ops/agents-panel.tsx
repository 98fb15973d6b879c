"use client";

import { useQueryState } from "@/app/_ui/data/query-state";
import type { AgentTraffic } from "@/lib/ops/agent-traffic";
import type { FoundAgents } from "@/lib/ops/find-agents";
import type { Part } from "@/lib/ops/read-shift";
import { PartError } from "../_ui/error-state";
import { SearchField } from "../_ui/search-field";
import { TableSkeleton } from "../_ui/skeleton";
import { DataTable } from "../_ui/table";
import { Nothing, ShiftPart } from "./shift-part";
import { useRefreshing } from "./use-refreshing";
import { agentColumns } from "./webhook-columns";

const TITLE = "Webhooks by agent";

/** How the agents' deliveries went: the worst of the platform, or those an operator searches for. */
export function AgentsPanel({ worst }: { worst: Part<AgentTraffic[]> }) {
  const [search] = useQueryState("agent");
  const wanted = search?.trim();
  return (
    <ShiftPart
      title={TITLE}
      hint={
        wanted
          ? "Found: most deliveries lost first, the silent last"
          : "Those that need somebody first, then the busiest"
      }
      actions={<SearchField name="agent" label="Find agents by name" keys={null} className="w-64 max-sm:w-full" />}
      part={wanted ? NOT_ASKED : worst}
    >
      {(agents) => (wanted ? <Found key={wanted} search={wanted} /> : <Worst agents={agents} />)}
    </ShiftPart>
  );
}

/** A search has its own answer, also where the worst could not be read. */
const NOT_ASKED: Part<AgentTraffic[]> = { data: [] };

function Worst({ agents }: { agents: readonly AgentTraffic[] }) {
  if (agents.length === 0) {
    return <Nothing>No agent has received a delivery since the hour before this one began.</Nothing>;
  }
  return <AgentTable agents={agents} />;
}

function Found({ search }: { search: string }) {
  const found = useRefreshing<FoundAgents>(`/api/ops/agents?search=${encodeURIComponent(search)}`);
  if (!found.data && found.error) return <PartError error={found.error} onRetry={() => void found.mutate()} />;
  if (!found.data) return <TableSkeleton label="Looking for agents" rows={3} />;
  const { data: agents, more } = found.data;
  if (agents.length === 0) {
    return <Nothing>No organization and no agent begins with “{search}”, and no webhook token is that.</Nothing>;
  }
  return (
    <>
      <AgentTable agents={agents} />
      {more ? <Nothing>There are more than {agents.length}: write more of the name.</Nothing> : null}
    </>
  );
}

function AgentTable({ agents }: { agents: readonly AgentTraffic[] }) {
  return (
    <DataTable
      label={TITLE}
      rows={agents}
      columns={agentColumns}
      rowKey={({ agent_id }) => agent_id}
      href={({ org_slug, agent_id }) => `/${org_slug}/agents/${agent_id}`}
    />
  );
}
