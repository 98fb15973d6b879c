import { expect, test } from "vitest";
import { createBreaker } from "@/lib/redis/breaker";
import { takeFromMemory } from "@/lib/redis/memory-window";
import { decidingTurn, rateLimitHeaders } from "@/lib/redis/rate-limit";

test("three failures in ten seconds keep everybody away for five", () => {
  let now = 0;
  const breaker = createBreaker({ failures: 3, within_ms: 10_000, pause_ms: 5_000 }, () => now);
  breaker.failed();
  now = 9_000;
  breaker.failed();
  expect(breaker.isClosed()).toBe(true);
  breaker.failed();
  expect(breaker.isClosed()).toBe(false);
  now = 13_999;
  expect(breaker.isClosed()).toBe(false);
  now = 14_000;
  expect(breaker.isClosed()).toBe(true);
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

test("a process counts for itself while Redis is away", () => {
  const take = (now: number) => takeFromMemory("somebody", 2, 1_000, now).allowed;
  expect([take(0), take(1), take(2), take(999)]).toEqual([true, true, false, false]);
  expect(take(1_000)).toBe(true);
  expect(takeFromMemory("somebody else", 2, 1_000, 3).remaining).toBe(1);
});

test("the tightest of several turns decides, a refusal first, the longest of them", () => {
  const turn = (allowed: boolean, remaining: number, reset_at: number) => ({
    allowed,
    remaining,
    reset_at,
    limit: 5,
    window_ms: 60_000,
  });
  expect(decidingTurn([turn(true, 3, 1), turn(true, 1, 2)])?.remaining).toBe(1);
  expect(decidingTurn([turn(true, 0, 1), turn(false, 0, 5), turn(false, 0, 9)])?.reset_at).toBe(9);
  expect(decidingTurn([])).toBeUndefined();
});

test("headers name limit, rest, reset and policy; Retry-After comes with a refusal only", () => {
  const turn = { allowed: false, limit: 5, remaining: 0, reset_at: 31_000, window_ms: 60_000 };
  expect(rateLimitHeaders(turn, 1_000)).toEqual({
    "ratelimit-limit": "5",
    "ratelimit-remaining": "0",
    "ratelimit-reset": "30",
    "ratelimit-policy": "5;w=60",
    "retry-after": "30",
  });
  expect(rateLimitHeaders({ ...turn, allowed: true }, 1_000)).not.toHaveProperty("retry-after");
});
