import clsx from "clsx";
import type { InstanceVitals } from "@/lib/metrics/instance";
import { formatLatency, formatMinutes } from "../_ui/format/format-duration";
import type { Column } from "../_ui/table-column";
import { PhoneWord } from "./phone-word";

const MEGABYTE = 1024 * 1024;
const LAGGING_MS = 100;

export const instanceColumns: Column<InstanceVitals>[] = [
  {
    key: "id",
    head: "Instance",
    phone: "title",
    cell: ({ id, release, region }) => (
      <span className="inline-flex items-baseline gap-2">
        <code className="font-mono text-12">{id}</code>
        <span className="text-12 text-faint">{[region, release.slice(0, 7)].filter(Boolean).join(" · ")}</span>
      </span>
    ),
  },
  {
    key: "uptime",
    head: "Up",
    align: "right",
    phone: "aside",
    cell: ({ uptime_s }) => (
      <>
        {formatMinutes(uptime_s * 1_000)}
        <PhoneWord>up</PhoneWord>
      </>
    ),
  },
  {
    key: "memory",
    head: "Memory",
    align: "right",
    phone: "detail",
    cell: ({ rss_bytes }) => `${Math.round(rss_bytes / MEGABYTE).toLocaleString("en-US")} MB`,
  },
  {
    key: "heap",
    head: "Heap",
    align: "right",
    hideBelow: "md",
    cell: ({ heap_used_bytes, heap_limit_bytes }) => (
      <span className={clsx(heap_used_bytes > heap_limit_bytes * 0.85 && "font-medium text-bad")}>
        {Math.round((heap_used_bytes / heap_limit_bytes) * 100)}%
      </span>
    ),
  },
  {
    key: "loop",
    head: "Event loop p99",
    align: "right",
    phone: "meta",
    cell: ({ event_loop_p99_ms }) => (
      <span className={clsx(event_loop_p99_ms > LAGGING_MS && "font-medium text-warn")}>
        {formatLatency(event_loop_p99_ms)} late
        <PhoneWord>at p99</PhoneWord>
      </span>
    ),
  },
  {
    key: "flight",
    head: "In flight",
    align: "right",
    hideBelow: "md",
    cell: ({ requests_in_flight }) => requests_in_flight,
  },
  {
    key: "pool",
    head: "Pool",
    align: "right",
    hideBelow: "md",
    cell: ({ pool_in_use, pool_size, pool_waiting }) => (
      <>
        {pool_in_use} of {pool_size}
        {pool_waiting > 0 && pool_in_use >= pool_size ? (
          <span className="font-medium text-warn">
            {" "}
            · {pool_waiting} {pool_waiting === 1 ? "waits" : "wait"}
          </span>
        ) : null}
      </>
    ),
  },
];
