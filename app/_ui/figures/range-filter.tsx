"use client";

import { useQueryStates } from "@/app/_ui/data/query-state";
import { DateFilter } from "../date-filter";
import { Segmented } from "../segmented";
import { periodParsers } from "./period-filters";

const RANGES = [
  { value: "today", label: "Today" },
  { value: "yesterday", label: "Yesterday" },
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
];

/** Which period, in the organization's time zone: a named one, or any span of days. */
export function RangeFilter({ initial = "today" }: { initial?: string }) {
  const { range: rangeParser, from: fromParser, to: toParser } = periodParsers;
  const [{ range, from, to }, set] = useQueryStates({ range: rangeParser, from: fromParser, to: toParser });
  const isSpan = from !== null || to !== null;
  return (
    <>
      <Segmented
        label="Period"
        segments={RANGES}
        value={isSpan ? "" : (range ?? initial)}
        onChange={(next) => set({ range: next === initial ? null : next, from: null, to: null })}
      />
      <DateFilter presets={false} />
    </>
  );
}
