"use client";

import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { Snapshot } from "./snapshot";
import { useApi } from "./use-api";

/** The organization's agents for filters: as the server drew them, and as they are connected and renamed since. */
export function useAgentNames(initial: Snapshot<AgentNames>): AgentNames["data"] {
  return (useApi<AgentNames>("/agents/names", { initial }).data ?? initial.data).data;
}
