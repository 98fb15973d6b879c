import { type Counter, type Histogram, type HistogramSeries, metrics } from "./series";

/** What happened since the last fold, as increments of hash fields: for the fleet's totals, for the hour, for the hour's agents. */
export type Deltas = { fleet: Map<string, number>; hour: Map<string, number>; agents: Map<string, number> };

const SEPARATOR = "|";

/** The field of one series in a hash: `name|label|label`, with `|le:0.05` or `|sum` for the parts of a histogram. */
export function fieldOf(name: string, labels: readonly string[], part?: string): string {
  const clean = labels.map((label) => label.replaceAll(SEPARATOR, "/").slice(0, 120));
  return [name, ...clean, ...(part ? [part] : [])].join(SEPARATOR);
}

/** Lines carried by one fold; what is left goes with the next. */
const MOST_LINES = 1_000;

/** Takes the increments of this process's metrics; what is taken is not given again. */
export function takeDeltas(most = MOST_LINES): Deltas {
  const deltas: Deltas = { fleet: new Map(), hour: new Map(), agents: new Map() };
  let left = most;
  for (const metric of metrics().values()) {
    if (metric.kind === "histogram") left -= takeHistogram(metric, deltas, left);
    else left -= takeCounter(metric, deltas, left);
  }
  return deltas;
}

export function isEmpty({ fleet, hour, agents }: Deltas): boolean {
  return fleet.size + hour.size + agents.size === 0;
}

function takeCounter(metric: Counter, deltas: Deltas, most: number): number {
  let taken = 0;
  for (const line of metric.lines.values()) {
    const delta = line.value - line.taken;
    if (delta === 0) continue;
    if (taken === most) break;
    taken += 1;
    line.taken = line.value;
    add(deltas[metric.store], fieldOf(metric.name, line.labels), delta);
    const hour = metric.hour?.(line.labels);
    if (hour) add(deltas.hour, hour, delta);
  }
  return taken;
}

function takeHistogram(metric: Histogram, deltas: Deltas, most: number): number {
  let taken = 0;
  for (const line of metric.lines.values()) {
    if (line.count === line.takenCount) continue;
    if (taken === most) break;
    taken += 1;
    line.takenCount = line.count;
    takeHistogramLine(metric, line, deltas);
  }
  return taken;
}

function takeHistogramLine(metric: Histogram, line: HistogramSeries, deltas: Deltas): void {
  const hour = metric.hour?.(line.labels);
  for (const [bucket, count] of line.counts.entries()) {
    const delta = count - (line.takenCounts[bucket] ?? 0);
    if (delta === 0) continue;
    line.takenCounts[bucket] = count;
    const part = `le:${metric.bounds[bucket] ?? "+Inf"}`;
    add(deltas[metric.store], fieldOf(metric.name, line.labels, part), delta);
    if (hour) add(deltas.hour, `${hour}${SEPARATOR}${part}`, delta);
  }
  const sum = line.sumUs - line.takenSumUs;
  line.takenSumUs = line.sumUs;
  if (sum !== 0 && metric.store === "fleet") add(deltas.fleet, fieldOf(metric.name, line.labels, "sum"), sum);
}

function add(into: Map<string, number>, field: string, delta: number): void {
  into.set(field, (into.get(field) ?? 0) + delta);
}
