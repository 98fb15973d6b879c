import { fieldOf } from "./deltas";
import { type Counter, type Histogram, metrics } from "./series";

/** The value of a counter's line, or a histogram's: counts per bucket (not cumulative; the last is above all bounds). */
export type Sample =
  | { labels: readonly string[]; value: number }
  | { labels: readonly string[]; counts: number[]; count: number; sum_s: number };

export type Family = {
  name: string;
  help: string;
  type: "counter" | "histogram";
  label_names: readonly string[];
  bounds: readonly number[];
  samples: Sample[];
};

/** The figures of the fleet's hash, in the order of the catalogue. Fields of metrics that are no longer declared are left out. */
export function familiesOf(fields: Readonly<Record<string, number>>): Family[] {
  const lines = new Map<string, Map<string, { labels: string[]; parts: Map<string, number> }>>();
  for (const [field, value] of Object.entries(fields)) {
    const [name = "", ...rest] = field.split("|");
    const metric = metrics().get(name);
    if (!metric || rest.length < metric.labels.length) continue;
    const labels = rest.slice(0, metric.labels.length);
    const ofMetric = lines.get(name) ?? new Map();
    lines.set(name, ofMetric);
    const line = ofMetric.get(labels.join("|")) ?? { labels, parts: new Map<string, number>() };
    ofMetric.set(labels.join("|"), line);
    line.parts.set(rest[metric.labels.length] ?? "", value);
  }
  return [...metrics().values()]
    .filter(({ store }) => store === "fleet")
    .map((metric) => familyOf(metric, [...(lines.get(metric.name)?.values() ?? [])]));
}

/** The same of this process alone. */
export function localFamilies(): Family[] {
  const fields: Record<string, number> = {};
  for (const metric of metrics().values()) {
    if (metric.kind === "histogram") {
      for (const line of metric.lines.values()) {
        for (const [bucket, count] of line.counts.entries())
          fields[fieldOf(metric.name, line.labels, `le:${metric.bounds[bucket] ?? "+Inf"}`)] = count;
        fields[fieldOf(metric.name, line.labels, "sum")] = line.sumUs;
      }
    } else for (const line of metric.lines.values()) fields[fieldOf(metric.name, line.labels)] = line.value;
  }
  return familiesOf(fields);
}

function familyOf(metric: Counter | Histogram, lines: { labels: string[]; parts: Map<string, number> }[]): Family {
  const { name, help, labels: label_names } = metric;
  if (metric.kind === "counter") {
    const samples = lines.map(({ labels, parts }) => ({ labels, value: parts.get("") ?? 0 }));
    return { name, help, type: "counter", label_names, bounds: [], samples };
  }
  const { bounds } = metric;
  const samples = lines.map(({ labels, parts }) => {
    const counts = [...bounds.map(String), "+Inf"].map((bound) => parts.get(`le:${bound}`) ?? 0);
    const count = counts.reduce((sum, each) => sum + each, 0);
    return { labels, counts, count, sum_s: (parts.get("sum") ?? 0) / 1e6 };
  });
  return { name, help, type: "histogram", label_names, bounds, samples };
}
