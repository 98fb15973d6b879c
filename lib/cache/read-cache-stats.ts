import { quantileOf } from "../metrics/quantile";
import { type Fleet, readFleet } from "../metrics/read-fleet";
import { namespaces } from "./namespaces";

/** How a namespace fares. Rates are 0 to 1, null before the first read; times are milliseconds. */
type Line = {
  reads: number;
  hits: number;
  misses: number;
  hit_rate: number | null;
  /** Hits by where they were found. */
  hits_by: Record<string, number>;
  hit_p50_ms: number | null;
  hit_p95_ms: number | null;
  miss_p50_ms: number | null;
  miss_p95_ms: number | null;
};

export type CacheStats = {
  /** `fleet`: all processes since the week began (Thursday 00:00 UTC). `instance`: Redis is away, this process alone. */
  scope: Fleet["scope"];
  total: Pick<Line, "reads" | "hits" | "misses" | "hit_rate">;
  namespaces: ({ namespace: string; layer: "redis" | "process"; promise_ms: number } & Line)[];
};

/** Hits, misses, rate and latency of the cache, by namespace. */
export async function readCacheStats(): Promise<CacheStats> {
  const { scope, families } = await readFleet();
  const reads = samplesOf(families, "foyer_cache_reads_total");
  const durations = families.find(({ name }) => name === "foyer_cache_read_duration_seconds");
  const lines = Object.entries(namespaces).map(([namespace, { layer, promise_ms }]) => {
    const counts = new Map<string, number>();
    for (const { labels, ...sample } of reads)
      if (labels[0] === namespace && "value" in sample) counts.set(labels[1] ?? "", sample.value);
    const quantile = (result: string, q: number) => {
      const sample = durations?.samples.find(({ labels }) => labels[0] === namespace && labels[1] === result);
      const seconds = sample && "counts" in sample ? quantileOf(q, durations?.bounds ?? [], sample.counts) : null;
      return seconds === null ? null : Math.round(seconds * 1e6) / 1e3;
    };
    const misses = counts.get("miss") ?? 0;
    counts.delete("miss");
    const hits = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      namespace,
      layer,
      promise_ms,
      ...rates(hits, misses),
      hits_by: Object.fromEntries(counts),
      hit_p50_ms: quantile("hit", 0.5),
      hit_p95_ms: quantile("hit", 0.95),
      miss_p50_ms: quantile("miss", 0.5),
      miss_p95_ms: quantile("miss", 0.95),
    };
  });
  const sum = (of: "hits" | "misses") => lines.reduce((total, line) => total + line[of], 0);
  return { scope, total: rates(sum("hits"), sum("misses")), namespaces: lines };
}

function samplesOf(families: Fleet["families"], wanted: string) {
  return families.find(({ name }) => name === wanted)?.samples ?? [];
}

function rates(hits: number, misses: number) {
  const reads = hits + misses;
  return { reads, hits, misses, hit_rate: reads === 0 ? null : Math.round((hits / reads) * 10_000) / 10_000 };
}
