"use client";

import { BillableFilter } from "../../_ui/calls/billable-filter";
import { FilterMenu } from "../../_ui/filter-menu";
import { WORDS } from "./filter-words";

/** The filters everybody uses, each with a place of its own on a wide screen. */
export function UsualFilters({ agents }: { agents: readonly { id: string; name: string }[] }) {
  return (
    <>
      <FilterMenu
        name="agent_id"
        label="Agent"
        options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
      />
      <FilterMenu
        name="outcome"
        label="Outcome"
        options={Object.entries(WORDS.outcome).map(([value, label]) => ({ value, label }))}
      />
      <BillableFilter />
    </>
  );
}
