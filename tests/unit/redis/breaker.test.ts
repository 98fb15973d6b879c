import { expect, test } from "vitest";
import { createBreaker } from "@/lib/redis/breaker";

test("three failures in ten seconds keep everybody away until a probe succeeds", () => {
  let now = 0;
  const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 2_000 }, () => now);
  breaker.failed();
  now = 9_000;
  breaker.failed();
  expect(breaker.isClosed()).toBe(true);
  expect(breaker.isDueForProbe()).toBe(false);
  breaker.failed();
  now = 60_000;
  expect(breaker.isClosed()).toBe(false);
  breaker.succeeded();
  expect(breaker.isClosed()).toBe(true);
});

test("one of many callers probes, once in every pause", () => {
  let now = 0;
  const breaker = createBreaker({ failures: 1, within_ms: 10_000, pause_ms: 2_000 }, () => now);
  breaker.failed();
  now = 1_999;
  expect(breaker.isDueForProbe()).toBe(false);
  now = 2_000;
  expect([1, 2, 3].map(() => breaker.isDueForProbe())).toEqual([true, false, false]);
  breaker.failed();
  now = 3_999;
  expect(breaker.isDueForProbe()).toBe(false);
  now = 4_000;
  expect(breaker.isDueForProbe()).toBe(true);
});

test("failures far apart, or with a success between them, open nothing", () => {
  let now = 0;
  const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 5_000 }, () => now);
  for (now = 0; now < 100_000; now += 6_000) breaker.failed();
  expect(breaker.isClosed()).toBe(true);
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  expect(breaker.isClosed()).toBe(true);
});
