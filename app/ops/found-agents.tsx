"use client";

import type { FoundAgents as Answer } from "@/lib/ops/find-agents";
import { PartError } from "../_ui/error-state";
import { TableSkeleton } from "../_ui/skeleton";
import { AgentTable } from "./agent-table";
import { Nothing } from "./shift-part";
import { useRefreshing } from "./use-refreshing";

/** The agents a search finds, or why it finds none. Loaded when somebody searches. */
export function FoundAgents({ search }: { search: string }) {
  const found = useRefreshing<Answer>(`/api/ops/agents?search=${encodeURIComponent(search)}`);
  if (!found.data && found.error) return <PartError error={found.error} onRetry={() => void found.mutate()} />;
  if (!found.data) return <TableSkeleton label="Looking for agents" rows={3} />;
  const { counted, data: agents, more } = found.data;
  if (agents.length === 0) {
    return <Nothing>No organization and no agent begins with “{search}”, and no webhook token is that.</Nothing>;
  }
  return (
    <>
      {counted ? null : (
        <Nothing>
          Redis is away, so what the instances count cannot be added up: these agents are without figures.
        </Nothing>
      )}
      <AgentTable agents={agents} />
      {more ? <Nothing>There are more than {agents.length}: write more of the name.</Nothing> : null}
    </>
  );
}
