"use client";

import { Button } from "../../_ui/button";
import { DateFilter } from "../../_ui/date-filter";
import { FilterMenu } from "../../_ui/filter-menu";
import { ProviderMark } from "../../_ui/provider-mark";
import { SearchField } from "../../_ui/search-field";
import { SegmentedFilter } from "../../_ui/segmented";

const STATUSES = [
  { value: "ringing", label: "Ringing" },
  { value: "in_progress", label: "In conversation" },
  { value: "ended", label: "Ended" },
  { value: "not_connected", label: "Not connected" },
  { value: "error", label: "Failed" },
];

const PROVIDERS = [
  { value: "retell", label: "Retell", mark: <ProviderMark provider="retell" bare /> },
  { value: "vapi", label: "Vapi", mark: <ProviderMark provider="vapi" bare /> },
];

/** What narrows the list: number, date, agent, status, vendor, billable. */
export function CallFilters({
  agents,
  filtered,
  onClear,
}: {
  agents: readonly { id: string; name: string }[];
  filtered: boolean;
  onClear: () => void;
}) {
  return (
    <search aria-label="Filter calls" className="flex items-center gap-2 max-sm:flex-col max-sm:items-stretch">
      <SearchField name="number" label="Phone number" className="w-48 shrink-0 max-sm:w-full" />
      {/* On a phone the filters are one line that scrolls sideways. */}
      <div className="-m-1 flex flex-wrap items-center gap-2 p-1 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4">
        <DateFilter />
        <FilterMenu
          name="agent_id"
          label="Agent"
          options={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
        />
        <FilterMenu name="status" label="Status" options={STATUSES} />
        <FilterMenu name="provider" label="Vendor" options={PROVIDERS} />
        <SegmentedFilter
          name="is_billable"
          label="Billable"
          segments={[
            { value: "", label: "All" },
            { value: "true", label: "Billable" },
            { value: "false", label: "Test" },
          ]}
        />
        {filtered ? (
          <Button look="ghost" onClick={onClear}>
            Clear all
          </Button>
        ) : null}
      </div>
    </search>
  );
}
