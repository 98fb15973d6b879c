import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import type { Family } from "@/lib/metrics/samples";
import { prometheusText } from "@/lib/monitoring/prometheus-text";

const NASTY = 'a "quoted" \\ back\nline';
const bounds = [0.1, 0.5];
const observed = [0.05, 0.1, 0.3, 2];

const families: Family[] = [
  {
    name: "foyer_things_total",
    help: "Things, with a \\ in the help.",
    type: "counter",
    label_names: ["route", "status"],
    bounds: [],
    samples: [
      { labels: ["/a", "200"], value: 3 },
      { labels: [NASTY, "500"], value: 1 },
    ],
  },
  {
    name: "foyer_duration_seconds",
    help: "Durations.",
    type: "histogram",
    label_names: ["route"],
    bounds,
    samples: [{ labels: ["/a"], counts: [2, 1, 1], count: 4, sum_s: 2.45 }],
  },
];
const gauges = [{ name: "foyer_size_bytes", help: "Size.", samples: [{ labels: {}, value: 12.5 }] }];
const about = { generated_at: "", instances: [], overflow: 0 };

/** The lines of an exposition without blanks, in an order of their own. */
const lines = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .toSorted();

test("the text is the one that Prometheus' own client writes for the same figures", async () => {
  const registers = [new Registry()];
  const counter = new Counter({
    name: "foyer_things_total",
    help: "Things, with a \\ in the help.",
    labelNames: ["route", "status"],
    registers,
  });
  counter.inc({ route: "/a", status: "200" }, 3);
  counter.inc({ route: NASTY, status: "500" }, 1);
  const histogram = new Histogram({
    name: "foyer_duration_seconds",
    help: "Durations.",
    labelNames: ["route"],
    buckets: bounds,
    registers,
  });
  for (const seconds of observed) histogram.observe({ route: "/a" }, seconds);
  new Gauge({ name: "foyer_size_bytes", help: "Size.", registers }).set(12.5);

  const theirs = lines((await registers[0]?.metrics()) ?? "");
  // Their client puts `le` first; the order of labels has no meaning.
  const sorted = (text: string[]) =>
    text.map((line) => line.replace(/\{le="([^"]+)",(.*)\}/, '{$2,le="$1"}')).toSorted();
  expect(lines(prometheusText({ ...about, scope: "fleet", families, gauges }))).toEqual(sorted(theirs));
});

test("figures of one process alone carry its name, so that a total never seems to fall", () => {
  const instances = [{ id: "c0ffee00" }] as never;
  const text = prometheusText({ ...about, instances, scope: "instance", families, gauges });
  expect(text).toContain('foyer_things_total{route="/a",status="200",process="c0ffee00"} 3');
  expect(prometheusText({ ...about, scope: "fleet", families, gauges })).not.toContain("process=");
});
