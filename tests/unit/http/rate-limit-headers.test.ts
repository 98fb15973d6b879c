import { expect, test } from "vitest";
import { decidingTurn, inWords, rateLimitHeaders, secondsUntil } from "@/lib/http/rate-limit-headers";

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

test("seconds are whole, never fewer than one, and read as a person says them", () => {
  expect(secondsUntil(10_001, 1_000)).toBe(10);
  expect(secondsUntil(10_000, 1_000)).toBe(9);
  expect(secondsUntil(500, 1_000)).toBe(1);
  expect([1, 2, 89, 90, 91, 120, 121].map(inWords)).toEqual([
    "a second",
    "2 seconds",
    "89 seconds",
    "2 minutes",
    "2 minutes",
    "2 minutes",
    "3 minutes",
  ]);
});

test("of turns that are all let in, the one nearest to its own limit decides", () => {
  const turn = (remaining: number, limit: number) => ({
    allowed: true,
    remaining,
    limit,
    reset_at: 1,
    window_ms: 60_000,
  });
  expect(decidingTurn([turn(50, 1_000), turn(40, 60)])?.limit).toBe(1_000);
  expect(decidingTurn([turn(40, 60), turn(50, 1_000)])?.limit).toBe(1_000);
});
