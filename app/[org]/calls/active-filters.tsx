"use client";

import { X } from "lucide-react";
import { Button } from "../../_ui/button";
import { activeFilters } from "./describe-filters";
import type { FilterName, Filters } from "./filters";

/** With a place of their own in the bar of a wide screen. */
const IN_BAR = new Set<FilterName>(["agent_id", "outcome", "is_billable", "number"]);

function inBar(name: FilterName | undefined, filters: Filters): boolean {
  return name !== undefined && (name === "review" ? filters.review === "needed" : IN_BAR.has(name));
}

/** What narrows the list now, in words, each with a way to take it back. Loaded when something does. */
export function ActiveFilters({
  agents,
  filters,
  onChange,
  onClear,
}: {
  agents: readonly { id: string; name: string }[];
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
}) {
  const active = activeFilters(filters, agents).filter(({ names }) => names[0] !== "number");
  // What stands in the search field is cleared there.
  if (active.length === 0) return null;
  return (
    <ul
      aria-label="Active filters"
      className="flex flex-wrap items-center gap-1.5 in-[.beside]:flex-nowrap in-[.beside]:overflow-hidden"
    >
      {active.map(({ label, value, names }) => (
        <li
          key={label}
          className={`inline-flex h-7 max-w-full items-center rounded-control bg-accent-soft pl-2 text-13 text-accent max-sm:h-9 ${
            inBar(names[0], filters) ? "in-[.beside]:inline-flex! md:hidden" : ""
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
  );
}
