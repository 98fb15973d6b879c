"use client";

import { ListFilter } from "lucide-react";
import { memo, type ReactNode, Suspense } from "react";
import { late } from "@/app/_ui/late";
import { Button } from "../../_ui/button";
import { Popover } from "../../_ui/popover";
import { Spinner } from "../../_ui/spinner";
import { CallSearch } from "./call-search";
import { type Filters, isFiltered } from "./filters";

const panel = () => import("./filter-panel");
const FilterPanel = late(() => panel().then((module) => module.FilterPanel));

const DateFilter = late(() => import("../../_ui/date-filter").then((module) => module.DateFilter));
const UsualFilters = late(() => import("./usual-filters").then((module) => module.UsualFilters));
const ActiveFilters = late(() => import("./active-filters").then((module) => module.ActiveFilters));

/** What narrows the list: a search, the three filters everybody uses, all others behind one button, and what is active. */
export const CallFilters = memo(Bar);

function Bar({
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
  const active = countActive(filters);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2 max-sm:flex-wrap">
        <search aria-label="Filter calls" className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:contents">
          <CallSearch filters={filters} onSearch={onChange} />
          <Suspense fallback={<Button disabled>Date</Button>}>
            <DateFilter />
          </Suspense>
          <span className="contents in-[.beside]:hidden max-md:hidden">
            <Suspense fallback={<Button disabled>Agent</Button>}>
              <UsualFilters agents={agents} />
            </Suspense>
          </span>
          <Popover
            label="Filters"
            trigger={
              <Button>
                <ListFilter aria-hidden />
                Filter
                {active > 0 ? (
                  <span className="tabular text-accent in-[.beside]:inline! md:hidden" aria-hidden>
                    {active}
                  </span>
                ) : null}
              </Button>
            }
          >
            {(close) => (
              <Suspense fallback={<Spinner />}>
                <FilterPanel agents={agents} filters={filters} onChange={onChange} onDone={close} />
              </Suspense>
            )}
          </Popover>
        </search>
        <div className="flex shrink-0 items-center gap-2 in-[.beside]:hidden">{tools}</div>
      </div>
      <Suspense>
        {isFiltered(filters) ? (
          <ActiveFilters agents={agents} filters={filters} onChange={onChange} onClear={onClear} />
        ) : null}
      </Suspense>
    </div>
  );
}

/** Filters behind the button that narrow now; both ends of a range are one. */
function countActive({ search, number, from, to, sort, numbers, ...rest }: Filters): number {
  const names = Object.entries(rest).filter(([, value]) => value !== null && value.length > 0);
  return new Set(names.map(([name]) => name.replace(/^(min|max)_/, ""))).size;
}
