"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { FilterValues } from "@/lib/calls/filter-values";
import { explainDisconnection } from "@/lib/voice/disconnection-reasons";
import { Button } from "../../_ui/button";
import { BillableFilter } from "../../_ui/calls/billable-filter";
import { ReviewFilter } from "../../_ui/calls/review-filter";
import { useApi } from "../../_ui/data/use-api";
import { nameInWords } from "../../_ui/format/format-field";
import { SegmentedFilter } from "../../_ui/segmented";
import { Spinner } from "../../_ui/spinner";
import { activeFilters } from "./describe-filters";
import { FieldEditor } from "./field-editor";
import { WORDS } from "./filter-words";
import type { FilterName, Filters } from "./filters";
import { RangeEditor } from "./range-editor";

const CONTAINED = [
  { value: "", label: "All" },
  { value: "true", label: "Held by the agent" },
  { value: "false", label: "Handed over" },
];

type Change = (change: Partial<Filters>) => void;
type Choice = { label: string; values: readonly string[] };
type Kind = { label: string; names: FilterName[]; editor: ReactNode };

/** Every filter there is, one after the other: a list of kinds, and behind each its editor. */
export function FilterPanel({
  agents,
  filters,
  onChange,
  onDone,
}: {
  agents: readonly { id: string; name: string }[];
  filters: Filters;
  onChange: Change;
  onDone: () => void;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const { data: known } = useApi<FilterValues>("/calls/filter_values");
  const kinds = kindsOf({ agents, filters, onChange, known });
  const active = activeFilters(filters, agents);
  const shown = kinds.find((kind) => kind.label === open);
  if (shown) {
    return (
      <div className="flex w-72 max-w-full flex-col gap-2">
        <button
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the list this came from has just left the page
          autoFocus
          onClick={() => setOpen(null)}
          className="-ml-1 flex h-8 items-center gap-1 rounded-control px-1 font-medium text-13 hover:bg-hover max-sm:h-10"
        >
          <ChevronLeft aria-hidden className="size-4 text-faint" />
          {shown.label}
        </button>
        <div className="max-h-[50vh] overflow-y-auto">{shown.editor}</div>
        <Done onDone={onDone} />
      </div>
    );
  }
  return (
    <div className="flex w-72 max-w-full flex-col gap-2">
      <ul className="flex max-h-[50vh] flex-col overflow-y-auto">
        {kinds.map(({ label, names }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => setOpen(label)}
              className="flex h-8 w-full items-center gap-2 rounded-control px-2 text-left text-13 hover:bg-hover max-sm:h-10"
            >
              <span className="shrink-0">{label}</span>
              <span className="ml-auto truncate text-accent">
                {active.find((filter) => filter.names[0] === names[0])?.value}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
            </button>
          </li>
        ))}
      </ul>
      <Done onDone={onDone} />
    </div>
  );
}

function Done({ onDone }: { onDone: () => void }) {
  return (
    <div className="-mx-3 -mb-3 flex justify-end border-line border-t px-3 py-2">
      <Button size="small" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

function kindsOf({
  agents,
  filters,
  onChange,
  known,
}: {
  agents: readonly { id: string; name: string }[];
  filters: Filters;
  onChange: Change;
  known: FilterValues | undefined;
}): Kind[] {
  const choices = (name: FilterName, label: string, options: readonly Choice[] | undefined): Kind => ({
    label,
    names: [name],
    editor: <Choices label={label} name={name} options={options} filters={filters} onChange={onChange} />,
  });
  const worded = (name: keyof typeof WORDS, label: string) =>
    choices(
      name,
      label,
      Object.entries(WORDS[name]).map(([value, words]) => ({ label: words, values: [value] })),
    );
  const range = (
    figure: "duration_ms" | "latency_p50_ms" | "cost_micros",
    label: string,
    unit: string,
    scale: number,
  ): Kind => ({
    label,
    names: [`min_${figure}`],
    editor: <RangeEditor figure={figure} unit={unit} scale={scale} filters={filters} onChange={onChange} />,
  });
  return [
    choices(
      "agent_id",
      "Agent",
      agents.map(({ id, name }) => ({ label: name, values: [id] })),
    ),
    worded("provider", "Vendor"),
    worded("direction", "Direction"),
    worded("status", "Status"),
    worded("outcome", "Outcome"),
    choices("disconnection_reason", "How it ended", known && reasonChoices(known.disconnection_reasons)),
    worded("sentiment", "Sentiment"),
    {
      label: "Billable",
      names: ["is_billable"],
      editor: <BillableFilter />,
    },
    { label: "Review", names: ["review"], editor: <ReviewFilter /> },
    {
      label: "Containment",
      names: ["contained"],
      editor: <SegmentedFilter name="contained" label="Containment" segments={CONTAINED} />,
    },
    range("duration_ms", "Length", "seconds", 1000),
    range("latency_p50_ms", "Latency (p50)", "milliseconds", 1),
    range("cost_micros", "Cost", "in the call's currency", 1_000_000),
    choices(
      "tool",
      "Tool used",
      known?.tools.map((tool) => ({ label: nameInWords(tool), values: [tool] })),
    ),
    {
      label: "Analysis and metadata",
      names: ["field"],
      editor: <FieldEditor known={known?.fields} chosen={filters.field} onChange={onChange} />,
    },
  ];
}

// Vendors have several words for one way of ending: they are chosen together.
function reasonChoices(reasons: readonly string[]): Choice[] {
  const byLabel = new Map<string, string[]>();
  for (const reason of reasons) {
    const { label } = explainDisconnection(reason);
    byLabel.set(label, [...(byLabel.get(label) ?? []), reason]);
  }
  return [...byLabel].map(([label, values]) => ({ label, values }));
}

function Choices({
  label,
  name,
  options,
  filters,
  onChange,
}: {
  label: string;
  name: FilterName;
  options: readonly Choice[] | undefined;
  filters: Filters;
  onChange: Change;
}) {
  if (!options) return <Spinner />;
  if (options.length === 0) return <p className="px-2 py-1 text-13 text-muted">None of the newest calls has one.</p>;
  const chosen = filters[name] as string[];
  const toggle = ({ values }: Choice, on: boolean) => {
    const rest = chosen.filter((value) => !values.includes(value));
    const next = on ? [...rest, ...values] : rest;
    onChange({ [name]: next.length > 0 ? next : null });
  };
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.label}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 text-13 hover:bg-hover max-sm:min-h-10"
        >
          <input
            type="checkbox"
            checked={option.values.every((value) => chosen.includes(value))}
            onChange={(event) => toggle(option, event.target.checked)}
            className="tick"
          />
          <span className="truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
