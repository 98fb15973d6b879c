"use client";

import { FilterMenu } from "../../_ui/filter-menu";
import { SegmentedFilter } from "../../_ui/segmented";
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
      <SegmentedFilter
        name="is_billable"
        label="Billable"
        segments={[
          { value: "", label: "All" },
          { value: "true", label: "Billable" },
          { value: "false", label: "Test" },
        ]}
      />
    </>
  );
}
