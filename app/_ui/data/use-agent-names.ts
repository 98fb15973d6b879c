"use client";

import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { Snapshot } from "./snapshot";
import { useApi } from "./use-api";

const PATH = "/agents/names";

/**
 * The organization's agents for filters: as the server drew them, and as they are connected and renamed since. Where they are
 * more than a page, the next one too: a link may name an agent of it.
 */
export function useAgentNames(initial: Snapshot<AgentNames>): AgentNames["data"] {
  const { data, next_cursor } = useApi<AgentNames>(PATH, { initial }).data ?? initial.data;
  const next = useApi<AgentNames>(next_cursor ? `${PATH}?cursor=${next_cursor}` : null).data;
  return next ? [...data, ...next.data] : data;
}
