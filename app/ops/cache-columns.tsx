import type { CacheStats } from "@/lib/cache/read-cache-stats";
import { formatLatency } from "../_ui/format/format-duration";
import type { Column } from "../_ui/table-column";
import { PhoneWord } from "./phone-word";

type Namespace = CacheStats["namespaces"][number];

/** Below this a cache costs more than it saves; asked only once there is something to judge. */
const POOR_RATE = 0.5;
const ENOUGH_READS = 100;

const nothing = <span className="text-faint">–</span>;
const latency = (ms: number | null) => (ms === null ? nothing : formatLatencyOf(ms));

function formatLatencyOf(ms: number): string {
  return ms < 1 ? `${Math.round(ms * 1_000)} µs` : formatLatency(ms);
}

export const cacheColumns: Column<Namespace>[] = [
  {
    key: "namespace",
    head: "What is kept",
    phone: "title",
    cell: ({ namespace, layer }) => (
      <span className="inline-flex items-baseline gap-2">
        <code className="font-mono text-12">{namespace}</code>
        <span className="text-12 text-faint">{layer === "redis" ? "Redis and process" : "process"}</span>
      </span>
    ),
  },
  {
    key: "rate",
    head: "Hits",
    align: "right",
    phone: "aside",
    cell: ({ hit_rate, reads }) =>
      hit_rate === null ? (
        nothing
      ) : (
        <span className={hit_rate < POOR_RATE && reads > ENOUGH_READS ? "font-medium text-warn" : undefined}>
          {(hit_rate * 100).toFixed(1)}%<PhoneWord>hits</PhoneWord>
        </span>
      ),
  },
  {
    key: "reads",
    head: "Reads",
    align: "right",
    phone: "detail",
    cell: ({ reads }) => (
      <>
        {reads.toLocaleString("en-US")}
        <PhoneWord>reads</PhoneWord>
      </>
    ),
  },
  {
    key: "misses",
    head: "Misses",
    align: "right",
    hideBelow: "md",
    cell: ({ misses }) => misses.toLocaleString("en-US"),
  },
  { key: "hit", head: "Hit p95", align: "right", hideBelow: "md", cell: ({ hit_p95_ms }) => latency(hit_p95_ms) },
  { key: "miss", head: "Miss p95", align: "right", phone: "meta", cell: ({ miss_p95_ms }) => latency(miss_p95_ms) },
];
