import { expect, test, vi } from "vitest";
import { takeDeltas } from "@/lib/metrics/deltas";
import { quantileOf } from "@/lib/metrics/quantile";
import { Counter, counter, Histogram, histogram } from "@/lib/metrics/series";

const labelled = { name: "test", help: "A test.", labels: ["route"] };

test("series beyond the cap are counted together, and none is lost", () => {
  const metric = new Counter({ ...labelled, most: 3 });
  for (let n = 0; n < 10; n += 1) metric.add([`/${n}`]);
  metric.add(["/0"]);
  expect([...metric.lines.keys()]).toEqual(["/0", "/1", "/2", "other"]);
  expect([...metric.lines.values()].map(({ value }) => value)).toEqual([2, 1, 1, 7]);
});

test("an observation falls into the first bucket whose bound it does not exceed", () => {
  const metric = new Histogram({ ...labelled, bounds: [0.1, 0.5] });
  for (const milliseconds of [0, 100, 100.001, 500, 501, -3]) metric.observe(["/"], milliseconds);
  const line = metric.line(["/"]);
  expect(line.counts).toEqual([3, 2, 1]);
  expect(line.count).toBe(6);
  expect(line.sumUs).toBe(1_201_001);
});

test("a quantile is estimated as Prometheus does", () => {
  // 100 observations: 50 up to 0.1, 40 up to 0.5, 10 above.
  expect(quantileOf(0.5, [0.1, 0.5], [50, 40, 10])).toBeCloseTo(0.1);
  expect(quantileOf(0.7, [0.1, 0.5], [50, 40, 10])).toBeCloseTo(0.3);
  expect(quantileOf(0.99, [0.1, 0.5], [50, 40, 10])).toBe(0.5);
  expect(quantileOf(0.5, [0.1, 0.5], [0, 0, 0])).toBeNull();
});

test("what has been taken is not taken again", () => {
  const name = `test_${crypto.randomUUID()}`;
  const metric = counter({ ...labelled, name, hour: () => `hour ${name}` });
  metric.add(["a|b"], 2);
  metric.add(["c"]);
  const first = takeDeltas();
  expect(first.fleet.get(`${name}|a/b`)).toBe(2);
  expect(first.hour.get(`hour ${name}`)).toBe(3);
  expect(takeDeltas().fleet.has(`${name}|c`)).toBe(false);
  metric.add(["c"], 5);
  expect(takeDeltas().fleet.get(`${name}|c`)).toBe(5);
});

test("what one fold has no room for stays for the next", () => {
  const name = `test_${crypto.randomUUID()}`;
  const metric = histogram({ ...labelled, name, bounds: [1] });
  for (const route of ["/a", "/b", "/c"]) metric.observe([route], 5);
  const folds = [takeDeltas(2), takeDeltas(2)].map(({ fleet }) =>
    [...fleet.keys()].filter((key) => key.includes("|le:")),
  );
  expect(folds.flat().filter((key) => key.startsWith(name))).toHaveLength(3);
  expect(folds.map((each) => each.length)).toEqual([2, 1]);
});

test("recording costs microseconds at most", () => {
  const requests = new Counter({ ...labelled, labels: ["route", "method", "status"] });
  const durations = new Histogram({ ...labelled, labels: ["route", "method"], bounds: [0.005, 0.05, 0.5, 5] });
  const record = (n: number) => {
    requests.add(["/api/v1/orgs/[org]/calls", "GET", "200"]);
    durations.observe(["/api/v1/orgs/[org]/calls", "GET"], n % 700);
  };
  for (let n = 0; n < 20_000; n += 1) record(n);
  const before = process.cpuUsage();
  for (let n = 0; n < 200_000; n += 1) record(n);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 200_000).toBeLessThan(10);
});

test("a copy of these modules, as a bundler makes them, takes what another copy has declared for what it is", async () => {
  const name = `test_${crypto.randomUUID()}`;
  histogram({ ...labelled, name, bounds: [0.1], hour: () => `hour ${name}` }).observe(["/"], 50);
  vi.resetModules();
  const copy = await import("@/lib/metrics/deltas");
  const { fleet, hour } = copy.takeDeltas();
  expect(Object.fromEntries([...fleet].filter(([field]) => field.startsWith(name)))).toEqual({
    [`${name}|/|le:0.1`]: 1,
    [`${name}|/|sum`]: 50_000,
  });
  expect(hour.get(`hour ${name}|le:0.1`)).toBe(1);
  expect([...fleet.values(), ...hour.values()].every(Number.isSafeInteger)).toBe(true);
});
