import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { GET as metrics } from "@/app/api/metrics/route";
import { withoutTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { instanceId, gauges as own } from "@/lib/metrics/instance";
import { readFleet } from "@/lib/metrics/read-fleet";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { askAndFail, deliverInEveryWay, runAndLeaveJobs } from "../../support/metrics-at-work";
import { makeOrganization } from "../../support/organization";

/** The table of docs/monitoring.md against what is answered, once everything it names has had something to count. */

type Sample = { labels: Record<string, string>; value?: number; count?: number; sum_s?: number };
type Family = { name: string; samples: Sample[] };
type Answer = { scope: string; counters: Family[]; histograms: Family[]; gauges: Family[] };
type Row = { names: string[]; labels: string[] };

const WAITING = 2;
const BLOCKED_MS = 400;
/** Longer than anybody waits for Redis; what is read of the database waits for a connection meanwhile. */
const READING_MS = 600;

let before: Map<string, number>;
let answer: Answer;
let text: string;
let jobs: Awaited<ReturnType<typeof runAndLeaveJobs>> | undefined;
let ways: string[][];
let table: Row[];

beforeAll(async () => {
  table = rowsOf(await readFile("docs/monitoring.md", "utf8"));
  before = totals((await readFleet()).families.map(({ name, samples }) => ({ name, samples: samples as never })));
  ways = await Promise.all([deliverInEveryWay("retell"), deliverInEveryWay("vapi")]);
  await askAndFail(await makeOrganization());
  jobs = await runAndLeaveJobs();
  for (let time = 0; time < 3; time++) await database()`select pg_sleep(0.2)`;
  do ({ answer, text } = await readBusy());
  while (
    // What is reported every ten seconds begins the event loop's window anew: between the blocking and the reading, too.
    answer.scope !== "fleet" ||
    lagOf(answer) === 0
  );
});

afterAll(() => jobs?.forget());

function lagOf({ gauges }: Answer): number | undefined {
  const family = gauges.find(({ name }) => name === "foyer_process_event_loop_lag_seconds");
  return family?.samples.find(({ labels }) => labels.process === instanceId && labels.stat === "max")?.value;
}

/** Both forms, read while the pool is all in use, two more wait for it, and the event loop has just been blocked. */
async function readBusy(): Promise<{ answer: Answer; text: string }> {
  const [some, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = Array.from({ length: env().DATABASE_POOL_SIZE + WAITING }, (_, at) =>
    withoutTenant(() => (at === 0 ? last.promise : some.promise)),
  );
  await vi.waitUntil(() => own.pool_in_use >= env().DATABASE_POOL_SIZE && own.pool_waiting >= WAITING);
  for (const until = performance.now() + BLOCKED_MS; performance.now() < until; );
  // The runtime notes how late it was at its next turn.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const read = Promise.all(["json", "prometheus"].map(ask));
  await new Promise((resolve) => setTimeout(resolve, READING_MS));
  some.resolve();
  const [json, prometheus] = await read;
  last.resolve();
  await Promise.all(held);
  return { answer: JSON.parse(json ?? "") as Answer, text: prometheus ?? "" };
}

async function ask(format: string): Promise<string> {
  const headers = { authorization: `Bearer ${env().MONITOR_KEY}` };
  const told = await callRoute(metrics, { path: `/api/metrics?format=${format}`, headers });
  expect(told.status).toBe(200);
  return told.text;
}

/** `foyer_queue_jobs`, `…_oldest` → each name whole: what is left out is the first two words of the cell. */
function rowsOf(markdown: string): Row[] {
  const quoted = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
  return [...markdown.matchAll(/^\| `foyer_.*$/gm)].map(([line]) => {
    const [, names, labels] = line.split("|");
    const given = quoted(names);
    const prefix = given[0]?.split("_").slice(0, 2).join("_") ?? "";
    return { names: given.map((name) => name.replace("…", prefix)), labels: quoted(labels).toSorted() };
  });
}

const sizeOf = ({ value, count }: Sample) => value ?? count ?? Number.NaN;

function totals(families: Family[]): Map<string, number> {
  return new Map(families.map(({ name, samples }) => [name, samples.reduce((sum, sample) => sum + sizeOf(sample), 0)]));
}

const families = () => [...answer.counters, ...answer.histograms, ...answer.gauges];
const documented = () => table.flatMap(({ names }) => names).toSorted();
const samplesOf = (name: string, labels: Record<string, string> = {}) =>
  families()
    .find((family) => family.name === name)
    ?.samples.filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value)) ??
  [];
const figureOf = (name: string, labels: Record<string, string> = {}) => samplesOf(name, labels)[0]?.value;

describe("the table of the metrics", () => {
  test("names every family that is answered as JSON, and none besides", () => {
    expect(documented().length).toBeGreaterThan(30);
    expect(
      families()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(documented());
  });

  test("names every family of the text, each with its type and a number", () => {
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]);
    expect(types.map(([name]) => name).toSorted()).toEqual(documented());
    const [counters, histograms] = [answer.counters, answer.histograms].map((list) => list.map(({ name }) => name));
    for (const [name = "", type] of types) {
      const expected = counters?.includes(name) ? "counter" : histograms?.includes(name) ? "histogram" : "gauge";
      expect(type, name).toBe(expected);
      const line = new RegExp(
        `^${name}${type === "histogram" ? "_count" : ""}(\\{[^\\n]*\\})? (-?[\\d.e+-]+)$`,
        "m",
      ).exec(text);
      expect(Number(line?.[2]), name).not.toBeNaN();
    }
  });

  test("names the labels of each family as they are answered", () => {
    for (const { names, labels } of table) {
      const told = new Set(names.flatMap((name) => samplesOf(name).flatMap((sample) => Object.keys(sample.labels))));
      expect([...told].toSorted(), names[0]).toEqual(labels);
    }
  });

  test("every counter and every histogram has moved with the work", () => {
    const now = totals([...answer.counters, ...answer.histograms]);
    for (const [name, total] of now) expect(total, name).toBeGreaterThan(before.get(name) ?? 0);
    for (const { name, samples } of answer.histograms)
      expect(
        samples.reduce((sum, { sum_s }) => sum + (sum_s ?? 0), 0),
        name,
      ).toBeGreaterThan(0);
  });
});

test("deliveries are counted by what became of them, for each vendor", () => {
  const some = ["applied", "duplicate", "unusable", "failed", "received"];
  expect(ways).toEqual([some, some]);
  for (const provider of ["retell", "vapi"])
    for (const outcome of [...some, "refused", "not_configured", "error"])
      expect(
        figureOf("foyer_webhook_deliveries_total", { provider, outcome }),
        `${provider} ${outcome}`,
      ).toBeGreaterThan(0);
  expect(
    figureOf("foyer_webhook_deliveries_total", { provider: "unknown", outcome: "unknown_sender" }),
  ).toBeGreaterThan(0);
});

test("what was asked, refused and broken stands under its own name", () => {
  for (const outcome of ["miss", "process"])
    expect(figureOf("foyer_cache_reads_total", { namespace: "overview", outcome })).toBeGreaterThan(0);
  for (const result of ["hit", "miss"])
    expect(samplesOf("foyer_cache_read_duration_seconds", { namespace: "overview", result })[0]?.sum_s).toBeGreaterThan(
      0,
    );
  expect(figureOf("foyer_rate_limited_requests_total", { tier: "api.key" })).toBeGreaterThan(0);
  expect(figureOf("foyer_http_errors_total", { code: "rate_limited" })).toBeGreaterThan(0);
  expect(figureOf("foyer_page_errors_total", { route: "/[org]/calls" })).toBeGreaterThan(0);
});

test("every gauge says how the moment is", () => {
  const process = { process: instanceId };
  const among = (name: string, labels: Record<string, string>, least: number, most = Number.POSITIVE_INFINITY) => ({
    name,
    labels,
    least,
    most,
  });
  const expected = [
    among("foyer_queue_jobs", { queue: jobs?.left ?? "", state: "waiting" }, 1, 1),
    among("foyer_queue_oldest_seconds", { queue: jobs?.left ?? "" }, 240, 600),
    among("foyer_queue_dead_letters", {}, 1),
    among("foyer_database_pool_connections", process, env().DATABASE_POOL_SIZE, env().DATABASE_POOL_SIZE),
    among("foyer_database_pool_in_use", process, env().DATABASE_POOL_SIZE),
    among("foyer_database_pool_waiting", process, WAITING),
    among("foyer_database_connections", { state: "all" }, 1),
    among("foyer_database_connections", { state: "idle_in_transaction" }, 1),
    among("foyer_database_connections_max", {}, 10),
    among("foyer_database_longest_transaction_seconds", {}, 0.3),
    among("foyer_database_cache_hit_ratio", {}, 0.1, 1),
    among("foyer_database_size_bytes", {}, 1_000_000),
    among("foyer_database_deadlocks", {}, 0),
    among("foyer_database_slow_statements", {}, 1),
    among("foyer_process_uptime_seconds", process, 1),
    among("foyer_process_resident_memory_bytes", process, 10_000_000),
    among("foyer_process_heap_used_bytes", process, 1_000_000),
    among("foyer_process_heap_limit_bytes", process, 10_000_000),
    among("foyer_process_event_loop_lag_seconds", { ...process, stat: "max" }, BLOCKED_MS / 2_000),
    among("foyer_process_event_loop_lag_seconds", { ...process, stat: "p50" }, 0),
    among("foyer_process_event_loop_lag_seconds", { ...process, stat: "p99" }, 0),
    among("foyer_http_requests_in_flight", process, 1),
    among("foyer_redis_up", {}, 1, 1),
    among("foyer_database_up", {}, 1, 1),
    among("foyer_metrics_aggregated", {}, 1, 1),
    among("foyer_metrics_overflow", {}, 0),
    among("foyer_instances", {}, 1),
    among("foyer_build_info", {}, 1, 1),
  ];
  expect(new Set(expected.map(({ name }) => name))).toEqual(new Set(answer.gauges.map(({ name }) => name)));
  for (const { name, labels, least, most } of expected) {
    const value = figureOf(name, labels);
    expect(value, `${name} ${JSON.stringify(labels)}`).toBeGreaterThanOrEqual(least);
    expect(value, `${name} ${JSON.stringify(labels)}`).toBeLessThanOrEqual(most);
  }
});
