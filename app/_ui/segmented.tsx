"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useQueryState } from "@/app/_ui/data/query-state";

export type Segment = { value: string; label: ReactNode };

/** One of a few, side by side. */
export function Segmented({
  label,
  segments,
  value,
  spread = false,
  onChange,
}: {
  label: string;
  segments: readonly Segment[];
  value: string;
  /** takes the whole width on a phone */
  spread?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <fieldset
      className={clsx(
        "relative inline-flex h-8 rounded-control border border-line-strong bg-surface p-0.5 max-sm:h-10",
        spread && "max-sm:flex max-sm:[&>button]:flex-1 max-sm:[&>button]:justify-center",
      )}
    >
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          onClick={() => onChange(segment.value)}
          className={clsx(
            "inline-flex items-center whitespace-nowrap rounded-[4px] px-2.5 text-13 transition-colors duration-100",
            segment.value === value ? "bg-accent-soft font-medium text-accent" : "text-muted hover:text-ink",
          )}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  );
}

/** A `Segmented` whose choice is a query parameter; the segment with value "" is the absence of it. */
export function SegmentedFilter({
  name,
  label,
  segments,
}: {
  name: string;
  label: string;
  segments: readonly Segment[];
}) {
  const [value, setValue] = useQueryState(name);
  return (
    <Segmented label={label} segments={segments} value={value ?? ""} onChange={(next) => setValue(next || null)} />
  );
}
