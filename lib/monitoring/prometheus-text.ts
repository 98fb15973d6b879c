import type { Family, Sample } from "../metrics/samples";
import type { Gauge, Metrics } from "./read-metrics";

/** Content type of the text exposition format. */
export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The metrics in Prometheus' text exposition format 0.0.4. While Redis is away the counters are one process's own: they
 * carry its label, so that a scraper sees other series instead of a total that falls and jumps back.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheusText({ scope, instances, families, gauges }: Metrics): string {
  const own: Record<string, string> = scope === "instance" ? { process: instances[0]?.id ?? "" } : {};
  return [...gauges.map(gaugeText), ...families.map((family) => familyText(family, own))].filter(Boolean).join("\n");
}

function gaugeText({ name, help, samples }: Gauge): string {
  return block(
    name,
    help,
    "gauge",
    samples.map(({ labels, value }) => line(name, labels, value)),
  );
}

function familyText({ name, help, type, label_names, bounds, samples }: Family, own: Record<string, string>): string {
  const lines = samples.flatMap((sample) => {
    const labels = { ...Object.fromEntries(label_names.map((label, at) => [label, sample.labels[at] ?? ""])), ...own };
    return "value" in sample ? [line(name, labels, sample.value)] : histogramLines(name, labels, bounds, sample);
  });
  return block(name, help, type, lines);
}

function histogramLines(
  name: string,
  labels: Record<string, string>,
  bounds: readonly number[],
  { counts, count, sum_s }: Extract<Sample, { counts: number[] }>,
): string[] {
  let below = 0;
  const buckets = bounds.map((bound, at) => {
    below += counts[at] ?? 0;
    return line(`${name}_bucket`, { ...labels, le: String(bound) }, below);
  });
  return [
    ...buckets,
    line(`${name}_bucket`, { ...labels, le: "+Inf" }, count),
    line(`${name}_sum`, labels, sum_s),
    line(`${name}_count`, labels, count),
  ];
}

function block(name: string, help: string, type: string, lines: string[]): string {
  if (lines.length === 0) return "";
  const told = help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `# HELP ${name} ${told}\n# TYPE ${name} ${type}\n${lines.join("\n")}\n`;
}

function line(name: string, labels: Record<string, string>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${numeral(value)}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function numeral(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
