"use client";

import { Suspense } from "react";
import { useQueryState } from "@/app/_ui/data/query-state";
import { late } from "@/app/_ui/late";
import type { AgentTraffic } from "@/lib/ops/agent-traffic";
import type { Part } from "@/lib/ops/read-shift";
import { SearchField } from "../_ui/search-field";
import { TableSkeleton } from "../_ui/skeleton";
import { AgentTable } from "./agent-table";
import { Nothing, ShiftPart } from "./shift-part";

const FoundAgents = late(() => import("./found-agents").then((module) => module.FoundAgents));

/** How the agents' deliveries went: the worst of the platform, or those an operator searches for. */
export function AgentsPanel({ worst }: { worst: Part<AgentTraffic[]> }) {
  const [search] = useQueryState("agent");
  const wanted = search?.trim();
  return (
    <ShiftPart
      title="Webhooks by agent"
      hint={
        wanted
          ? "Found: most deliveries lost first, the silent last"
          : "Those that need somebody first, then the busiest"
      }
      actions={<SearchField name="agent" label="Find agents by name" keys={null} className="w-64 max-sm:w-full" />}
      part={wanted ? NOT_ASKED : worst}
    >
      {(agents) =>
        wanted ? (
          <Suspense fallback={<TableSkeleton label="Looking for agents" rows={3} />}>
            <FoundAgents key={wanted} search={wanted} />
          </Suspense>
        ) : (
          <Worst agents={agents} />
        )
      }
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
