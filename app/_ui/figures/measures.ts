import type { Figures } from "@/lib/analytics/figures";
import { formatShare } from "../format/format-count";
import type { Format } from "../format/use-format";

/** A figure with its one name and meaning, wherever it is shown; docs/glossary.md says the same. */
export type Measure = {
  key: string;
  name: string;
  /** What is counted, in a sentence. */
  means: string;
  kind: "count" | "time" | "money" | "share" | "latency";
  /** Which way is better; null where more is only more. */
  better: "more" | "less" | null;
  /** Null: nothing can be said. Milliseconds, millionths, shares between 0 and 1. */
  of: (figures: Figures) => number | null;
  /** Filter of the list of calls behind it: exactly those it adds up, of a share those it is the share of. */
  door: Record<string, string>;
};

const sentiments = (f: Figures) => f.positive_calls + f.neutral_calls + f.negative_calls;

export const MEASURES = {
  calls: {
    key: "calls",
    name: "Calls",
    means: "Calls that began, answered or not.",
    kind: "count",
    better: null,
    of: (f) => f.calls,
    door: {},
  },
  talked: {
    key: "talked",
    name: "Talked",
    means: "Time of all calls, from answer to end.",
    kind: "time",
    better: null,
    of: (f) => f.duration_ms,
    door: { sort: "-duration_ms" },
  },
  revenue: {
    key: "revenue",
    name: "Revenue minutes",
    means: "Time of billable calls. Calls marked as tests are left out.",
    kind: "time",
    better: null,
    of: (f) => f.billable_duration_ms,
    door: { is_billable: "true", sort: "-duration_ms" },
  },
  success: {
    key: "success",
    name: "Success",
    means: "Calls that reached their aim, of those whose analysis says whether they did.",
    kind: "share",
    better: "more",
    of: (f) => f.success,
    door: { successful: "true" },
  },
  containment: {
    key: "containment",
    name: "Containment",
    means:
      "Conversations the agent held to the end alone: no transfer to a person, not even a tried one. Voicemail is left out.",
    kind: "share",
    better: "more",
    of: (f) => f.containment,
    door: { contained: "true" },
  },
  sentiment: {
    key: "sentiment",
    name: "Positive",
    means: "Callers in a good mood, of those whose mood the vendor's analysis names.",
    kind: "share",
    better: "more",
    of: (f) => (sentiments(f) > 0 ? f.positive_calls / sentiments(f) : null),
    door: { sentiment: "positive" },
  },
  latency: {
    key: "latency",
    name: "Latency",
    means: "How long a caller waits for an answer: the middle of the calls' own median latencies.",
    kind: "latency",
    better: "less",
    of: (f) => f.latency_p50_ms,
    door: { sort: "-latency_p50_ms" },
  },
  cost: {
    key: "cost",
    name: "Cost",
    means: "What the vendors charged for the calls.",
    kind: "money",
    better: null,
    of: (f) => f.cost_micros,
    door: { sort: "-cost_micros" },
  },
} as const satisfies Record<string, Measure>;

/** In the order of reading. */
export const measures: readonly Measure[] = Object.values(MEASURES);

/** Callers in a bad mood, of those whose mood is named. */
export function negativeShare(f: Figures): number | null {
  return sentiments(f) > 0 ? f.negative_calls / sentiments(f) : null;
}

/** A measure's value for reading; "–" where nothing can be said. */
export function formatMeasure(format: Format, kind: Measure["kind"], value: number | null, currency: string): string {
  if (value === null) return "–";
  if (kind === "count") return format.number(value);
  if (kind === "time") return format.minutes(value);
  if (kind === "money") return format.money(value, currency);
  return kind === "share" ? formatShare(value) : format.latency(value);
}

/** From ten times as much on, a percentage is a number nobody pictures. */
const MANIFOLD_PERCENT = 900;

/** How a value differs from another: "+12%", "23×", for shares in points; null where there is nothing to compare. */
export function changeOf(
  format: Format,
  measure: Pick<Measure, "kind" | "better">,
  now: number | null,
  before: number | null,
): { text: string; tone: "good" | "bad" | "same" } | null {
  if (now === null || before === null || (measure.kind !== "share" && before === 0)) return null;
  // Of shares the difference of what is shown: 73 % against 71 % are two points, whatever was rounded away.
  const rounded =
    measure.kind === "share"
      ? Math.round(now * 100) - Math.round(before * 100)
      : Math.round(((now - before) / before) * 100);
  const unit = measure.kind === "share" ? (Math.abs(rounded) === 1 ? " pt" : " pts") : "%";
  if (rounded === 0) return { text: `±0${unit}`, tone: "same" };
  const isBetter = measure.better === null ? null : rounded > 0 === (measure.better === "more");
  const tone = isBetter === null ? "same" : isBetter ? "good" : "bad";
  if (measure.kind !== "share" && rounded >= MANIFOLD_PERCENT)
    return { text: `${format.number(Math.round(now / before))}×`, tone };
  return { text: `${rounded > 0 ? "+" : "−"}${format.number(Math.abs(rounded))}${unit}`, tone };
}
