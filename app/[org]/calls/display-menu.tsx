"use client";

import { Columns3 } from "lucide-react";
import { type CallColumn, callColumns, usualColumns } from "@/lib/views/call-columns";
import { Button } from "../../_ui/button";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine, MenuOptions } from "../../_ui/dropdown-menu";
import { NEWEST_FIRST } from "./filters";
import { useKeepColumns } from "./use-keep-columns";

const ORDERS = [
  { value: NEWEST_FIRST, label: "Newest first" },
  { value: "started_at", label: "Oldest first" },
  { value: "-duration_ms", label: "Longest first" },
  { value: "-cost_micros", label: "Most expensive first" },
  { value: "-latency_p50_ms", label: "Slowest first" },
];

const COLUMN_WORDS: Record<CallColumn, string> = {
  party: "Other party",
  outcome: "How it ended",
  success: "Outcome",
  sentiment: "Sentiment",
  summary: "Summary",
  agent: "Agent",
  duration: "Length",
  latency: "Latency",
  cost: "Cost",
  billable: "Billable",
  started: "Started",
};

/** How the list is shown: its order, and the columns of the table. */
export function DisplayMenu({
  sort,
  onSort,
  columns,
  numbersShown,
  onNumbers,
}: {
  sort: string;
  onSort: (sort: string) => void;
  columns: readonly CallColumn[];
  numbersShown: boolean;
  /** null where no number is masked */
  onNumbers: ((shown: boolean) => void) | null;
}) {
  const keep = useKeepColumns();
  const toggle = (column: CallColumn, on: boolean) =>
    keep(callColumns.filter((each) => (each === column ? on : columns.includes(each))));
  return (
    <Menu
      trigger={
        <Button aria-label="Display: order and columns">
          <Columns3 aria-hidden />
          <span className="max-lg:hidden">Display</span>
        </Button>
      }
    >
      <MenuLabel>Order</MenuLabel>
      <MenuOptions label="Order" value={sort} options={ORDERS} onChange={onSort} />
      {onNumbers ? (
        <>
          <MenuLine />
          <MenuCheck checked={numbersShown} onChange={onNumbers}>
            Full phone numbers
          </MenuCheck>
        </>
      ) : null}
      {/* A phone shows cards, which have no columns to choose. */}
      <div className="max-sm:hidden">
        <MenuLine />
        <MenuLabel>Columns</MenuLabel>
        {callColumns
          .filter((column) => column !== "party")
          .map((column) => (
            <MenuCheck key={column} checked={columns.includes(column)} onChange={(on) => toggle(column, on)}>
              {COLUMN_WORDS[column]}
            </MenuCheck>
          ))}
        {columns.join() === usualColumns.join() ? null : (
          <MenuItem onSelect={() => keep(null)}>The usual columns</MenuItem>
        )}
      </div>
    </Menu>
  );
}
