"use client";

import { ListFilter, X } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { Button } from "../../_ui/button";
import { DateFilter } from "../../_ui/date-filter";
import { FilterMenu } from "../../_ui/filter-menu";
import { Popover } from "../../_ui/popover";
import { SegmentedFilter } from "../../_ui/segmented";
import { Spinner } from "../../_ui/spinner";
import { CallSearch } from "./call-search";
import { activeFilters, WORDS } from "./describe-filters";
import { type FilterName, type Filters, isFiltered } from "./filters";

const panel = () => import("./filter-panel");
const FilterPanel = lazy(() => panel().then((module) => ({ default: module.FilterPanel })));

/** With a place of their own in the bar of a wide screen. */
const IN_BAR = new Set<FilterName>(["agent_id", "outcome", "is_billable", "number"]);

/** What narrows the list: a search, the three filters everybody uses, all others behind one button, and what is active. */
export function CallFilters({
  agents,
  filters,
  onChange,
  onClear,
  tools,
}: {
  agents: readonly { id: string; name: string }[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
  /** Views, order, columns and file: kept at the end of the bar. */
  tools: ReactNode;
}) {
  const active = activeFilters(filters, agents).filter(({ names }) => names[0] !== "number");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2 max-sm:flex-wrap">
        <search aria-label="Filter calls" className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:contents">
          <CallSearch filters={filters} onSearch={onChange} />
          <DateFilter />
          <span className="contents max-md:hidden">
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
          </span>
          <Popover
            label="Filters"
            trigger={
              <Button>
                <ListFilter aria-hidden />
                Filter
                {active.length > 0 ? (
                  <span className="tabular text-accent md:hidden" aria-hidden>
                    {active.length}
                  </span>
                ) : null}
              </Button>
            }
          >
            {() => (
              <Suspense fallback={<Spinner />}>
                <FilterPanel agents={agents} filters={filters} onChange={onChange} />
              </Suspense>
            )}
          </Popover>
        </search>
        <div className="flex shrink-0 items-center gap-2">{tools}</div>
      </div>
      {isFiltered(filters) ? (
        <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
          {active.map(({ label, value, names }) => (
            <li
              key={label}
              className={`inline-flex h-7 max-w-full items-center rounded-control bg-accent-soft pl-2 text-13 text-accent max-sm:h-9 ${
                names[0] && IN_BAR.has(names[0]) ? "md:hidden" : ""
              }`}
            >
              <span className="mr-1 shrink-0">{label}:</span>
              <span className="max-w-64 truncate font-medium">{value}</span>
              <button
                type="button"
                aria-label={`Clear ${label.toLowerCase()}`}
                onClick={() => onChange(Object.fromEntries(names.map((name) => [name, null])))}
                className="grid size-7 place-items-center rounded-control hover:brightness-90 max-sm:size-9"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
          <li>
            <Button size="small" look="ghost" onClick={onClear}>
              Clear all
            </Button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}
