"use client";

import { Columns3 } from "lucide-react";
import { type CallColumn, callColumns, usualColumns } from "@/lib/views/call-columns";
import { Button } from "../../_ui/button";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from "../../_ui/dropdown-menu";
import { NEWEST_FIRST } from "./filters";

const ORDERS = [
  { sort: NEWEST_FIRST, label: "Newest first" },
  { sort: "started_at", label: "Oldest first" },
  { sort: "-duration_ms", label: "Longest first" },
  { sort: "-cost_micros", label: "Dearest first" },
  { sort: "-latency_p50_ms", label: "Slowest first" },
];

const COLUMN_WORDS: Record<CallColumn, string> = {
  party: "Caller",
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
  onColumns,
}: {
  sort: string;
  onSort: (sort: string) => void;
  columns: readonly CallColumn[];
  onColumns: (columns: readonly CallColumn[] | null) => void;
}) {
  const toggle = (column: CallColumn, on: boolean) =>
    onColumns(callColumns.filter((each) => (each === column ? on : columns.includes(each))));
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
      {ORDERS.map((order) => (
        <MenuCheck key={order.sort} checked={order.sort === sort} onChange={() => onSort(order.sort)}>
          {order.label}
        </MenuCheck>
      ))}
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
        <MenuItem onSelect={() => onColumns(null)}>The usual columns</MenuItem>
      )}
    </Menu>
  );
}
