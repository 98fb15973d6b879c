"use client";

import { useQueryStates } from "@/app/_ui/data/query-state";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import { Button } from "../../_ui/button";
import { BillableFilter } from "../../_ui/calls/billable-filter";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useAgentNames } from "../../_ui/data/use-agent-names";
import { periodParsers } from "../../_ui/figures/period-filters";
import { RangeFilter } from "../../_ui/figures/range-filter";
import { FilterMenu } from "../../_ui/filter-menu";
import { ProviderMark } from "../../_ui/provider-mark";

const PROVIDERS = [
  { value: "retell", label: "Retell", mark: <ProviderMark provider="retell" bare /> },
  { value: "vapi", label: "Vapi", mark: <ProviderMark provider="vapi" bare /> },
];

const DIRECTIONS = [
  { value: "inbound", label: "Inbound" },
  { value: "outbound", label: "Outbound" },
];

/** Period, agent, vendor, direction, billable: all of it in the address. */
export function OverviewFilters({ agents: drawn }: { agents: Snapshot<AgentNames> }) {
  const agents = useAgentNames(drawn);
  const [{ agent_id, provider, direction, is_billable }, set] = useQueryStates(periodParsers);
  const isNarrowed = agent_id.length + provider.length + direction.length > 0 || is_billable !== null;
  return (
    <search
      aria-label="Choose period and calls"
      className="-m-1 flex flex-wrap items-center gap-2 p-1 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4"
    >
      <RangeFilter />
      <FilterMenu
        name="agent_id"
        label="Agent"
        options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
      />
      <FilterMenu name="provider" label="Vendor" options={PROVIDERS} />
      <FilterMenu name="direction" label="Direction" options={DIRECTIONS} />
      <BillableFilter />
      {isNarrowed ? (
        <Button
          look="ghost"
          onClick={() => set({ agent_id: null, provider: null, direction: null, is_billable: null })}
        >
          Clear
        </Button>
      ) : null}
    </search>
  );
}
