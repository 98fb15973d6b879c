import type { Shift } from "@/lib/ops/read-shift";
import type { SlowQuery } from "@/lib/ops/slow-queries";
import { formatLatency } from "../_ui/format/format-duration";
import { DataTable } from "../_ui/table";
import type { Column } from "../_ui/table-column";
import { Figures } from "./figures";
import { PhoneWord } from "./phone-word";
import { Nothing } from "./shift-part";

type Database = Extract<Shift["database"], { data: unknown }>["data"];

const MEGABYTE = 1024 * 1024;

export function DatabaseFigures({ database }: { database: Database }) {
  const { connections, max_connections, active, idle_in_transaction, waiting_for_locks } = database;
  return (
    <Figures
      label="Database"
      figures={[
        {
          name: "Connections",
          value: `${connections} of ${max_connections}`,
          note: `${active} active`,
          isTrouble: connections > max_connections * 0.8,
        },
        {
          name: "Longest transaction",
          value: formatLatency(database.longest_transaction_s * 1_000),
          note: `${idle_in_transaction} idle inside one`,
          isTrouble: database.longest_transaction_s > 60,
        },
        { name: "Waiting for locks", value: String(waiting_for_locks), isTrouble: waiting_for_locks > 0 },
        {
          name: "Found in memory",
          value: database.cache_hit_ratio === null ? "–" : `${(database.cache_hit_ratio * 100).toFixed(1)}%`,
          note: "of blocks",
        },
        { name: "Size", value: `${Math.round(database.size_bytes / MEGABYTE).toLocaleString("en-US")} MB` },
        { name: "Deadlocks", value: String(database.deadlocks), note: "since statistics began" },
      ]}
    />
  );
}

const slowColumns: Column<SlowQuery>[] = [
  {
    key: "query",
    head: "Statement",
    fill: true,
    phone: "title",
    cell: ({ query }) => (
      <code title={query} className="block truncate font-mono text-12 max-sm:line-clamp-2 max-sm:whitespace-normal">
        {query.replaceAll(/\s+/g, " ")}
      </code>
    ),
  },
  {
    key: "mean",
    head: "Mean",
    align: "right",
    width: "6rem",
    phone: "aside",
    cell: ({ mean_ms }) => (
      <>
        {formatLatency(mean_ms)}
        <PhoneWord>on average</PhoneWord>
      </>
    ),
  },
  {
    key: "max",
    head: "Slowest",
    align: "right",
    width: "6rem",
    phone: "meta",
    cell: ({ max_ms }) => (
      <>
        {formatLatency(max_ms)}
        <PhoneWord>at worst</PhoneWord>
      </>
    ),
  },
  {
    key: "calls",
    head: "Runs",
    align: "right",
    width: "6rem",
    phone: "detail",
    cell: ({ calls }) => (
      <>
        {calls.toLocaleString("en-US")}
        <PhoneWord>runs</PhoneWord>
      </>
    ),
  },
  {
    key: "total",
    head: "In total",
    align: "right",
    width: "7rem",
    hideBelow: "lg",
    cell: ({ total_ms }) => `${(total_ms / 1000).toFixed(1)} s`,
  },
];

export function SlowQueries({ slow }: { slow: readonly SlowQuery[] }) {
  if (slow.length === 0) return <Nothing>No statement takes more than 100 ms on average.</Nothing>;
  return <DataTable label="Slow statements" rows={slow} columns={slowColumns} rowKey={({ query }) => query} />;
}
