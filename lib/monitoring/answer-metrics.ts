import { z } from "zod";
import { quantileOf } from "../metrics/quantile";
import type { Family } from "../metrics/samples";
import { PROMETHEUS_TYPE, prometheusText } from "./prometheus-text";
import { type Metrics, readMetrics } from "./read-metrics";

/** `format` wins over the Accept header; without either it is JSON. */
export const AskMetrics = z.object({ format: z.enum(["json", "prometheus"]).optional() });
export type AskMetrics = z.infer<typeof AskMetrics>;

/** All metrics as JSON, or as text for Prometheus and whatever speaks its format. */
export async function answerMetrics(request: Request, { format }: AskMetrics): Promise<object> {
  const metrics = await readMetrics();
  if ((format ?? negotiated(request.headers.get("accept"))) === "json") return asJson(metrics);
  return new Response(prometheusText(metrics), { headers: { "content-type": PROMETHEUS_TYPE } });
}

// Scrapers of Prometheus and OpenTelemetry name text/plain or openmetrics; people and tools name JSON or anything.
function negotiated(accept: string | null): "json" | "prometheus" {
  if (!accept || accept.includes("application/json")) return "json";
  return /text\/plain|openmetrics-text/.test(accept) ? "prometheus" : "json";
}

function asJson({ families, gauges, ...about }: Metrics) {
  return {
    ...about,
    gauges,
    counters: families.filter(isCounter).map(named),
    histograms: families.filter(isHistogram).map(named),
  };
}

const isCounter = ({ type }: Family) => type === "counter";
const isHistogram = ({ type }: Family) => type === "histogram";

/** A family with its labels by name; of a histogram the quantiles that people ask for, in seconds. */
function named({ name, help, label_names, bounds, samples }: Family) {
  return {
    name,
    help,
    samples: samples.map((sample) => ({
      labels: Object.fromEntries(label_names.map((label, at) => [label, sample.labels[at] ?? ""])),
      ...("value" in sample
        ? { value: sample.value }
        : {
            count: sample.count,
            sum_s: sample.sum_s,
            p50_s: quantileOf(0.5, bounds, sample.counts),
            p95_s: quantileOf(0.95, bounds, sample.counts),
            p99_s: quantileOf(0.99, bounds, sample.counts),
          }),
    })),
  };
}
