import { processWide } from "./process-wide";

/**
 * Counters and histograms of this process. Recording costs well under a microsecond: a lookup in a map and an addition.
 * Nothing here talks to anybody; `fold.ts` carries what is new to Redis, off every request's way.
 */

/** Series of one metric beyond which all further ones are counted together as `other`. */
const MOST_SERIES = 1_000;
const SEPARATOR = "\u001f";

type Definition = {
  name: string;
  help: string;
  labels: readonly string[];
  /** `fleet` is exposed to Prometheus; `agents` only feeds the console's hourly figures, where its cardinality belongs. */
  store?: "fleet" | "agents";
  /** Under which coarse name the console counts this series by the hour; null leaves it out. */
  hour?: (labels: readonly string[]) => string | null;
  most?: number;
};

/** One line of a counter. `taken` is how much of `value` a fold has carried away. */
export type CounterSeries = { labels: readonly string[]; value: number; taken: number };

/** One line of a histogram: observations per bucket (the last is above all bounds) and their sum in microseconds. */
export type HistogramSeries = {
  labels: readonly string[];
  count: number;
  counts: number[];
  sumUs: number;
  takenCount: number;
  takenCounts: number[];
  takenSumUs: number;
};

abstract class Metric<Series> {
  readonly lines = new Map<string, Series>();
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly store: "fleet" | "agents";
  readonly hour: ((labels: readonly string[]) => string | null) | undefined;
  private readonly most: number;

  constructor(definition: Definition) {
    this.name = definition.name;
    this.help = definition.help;
    this.labels = definition.labels;
    this.store = definition.store ?? "fleet";
    this.hour = definition.hour;
    this.most = definition.most ?? MOST_SERIES;
  }

  protected abstract start(labels: readonly string[]): Series;

  /** The line of these label values; keep it where the values never change. */
  line(labels: readonly string[]): Series {
    const key = labels.length === 1 ? (labels[0] ?? "") : labels.join(SEPARATOR);
    const known = this.lines.get(key);
    if (known) return known;
    if (this.lines.size >= this.most && key !== this.otherKey()) return this.line(this.labels.map(() => "other"));
    const made = this.start(labels);
    this.lines.set(key, made);
    return made;
  }

  private otherKey(): string {
    return this.labels.map(() => "other").join(SEPARATOR);
  }
}

export class Counter extends Metric<CounterSeries> {
  /** Told apart by this: of a class each copy that a bundler makes has its own, of the metrics all have the same. */
  readonly kind = "counter";

  protected start(labels: readonly string[]): CounterSeries {
    return { labels, value: 0, taken: 0 };
  }

  add(labels: readonly string[], by = 1): void {
    this.line(labels).value += by;
  }
}

export class Histogram extends Metric<HistogramSeries> {
  readonly kind = "histogram";
  /** Upper bounds of the buckets, in seconds. */
  readonly bounds: readonly number[];
  private readonly boundsMs: readonly number[];

  constructor(definition: Definition & { bounds: readonly number[] }) {
    super(definition);
    this.bounds = definition.bounds;
    this.boundsMs = definition.bounds.map((bound) => bound * 1_000);
  }

  protected start(labels: readonly string[]): HistogramSeries {
    const empty = () => new Array<number>(this.bounds.length + 1).fill(0);
    return { labels, count: 0, counts: empty(), sumUs: 0, takenCount: 0, takenCounts: empty(), takenSumUs: 0 };
  }

  /** @param milliseconds how long it took; anything below zero (clocks) counts as zero */
  observe(labels: readonly string[], milliseconds: number): void {
    this.observeLine(this.line(labels), milliseconds);
  }

  observeLine(line: HistogramSeries, milliseconds: number): void {
    const bounds = this.boundsMs;
    let bucket = 0;
    while (bucket < bounds.length && milliseconds > (bounds[bucket] ?? 0)) bucket += 1;
    line.count += 1;
    line.counts[bucket] = (line.counts[bucket] ?? 0) + 1;
    if (milliseconds > 0) line.sumUs += Math.round(milliseconds * 1_000);
  }
}

const registry = processWide("registry", () => new Map<string, Counter | Histogram>());

/** Every metric of this process by name. */
export function metrics(): Map<string, Counter | Histogram> {
  return registry;
}

/** Declares a counter, or finds the one of that name. */
export function counter(definition: Definition): Counter {
  const known = metrics().get(definition.name) as Counter | undefined;
  const metric = known ?? new Counter(definition);
  metrics().set(definition.name, metric);
  return metric;
}

/** Declares a histogram of durations, or finds the one of that name. */
export function histogram(definition: Definition & { bounds: readonly number[] }): Histogram {
  const known = metrics().get(definition.name) as Histogram | undefined;
  const metric = known ?? new Histogram(definition);
  metrics().set(definition.name, metric);
  return metric;
}
