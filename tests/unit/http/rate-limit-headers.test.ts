import { expect, test } from "vitest";
import { decidingTurn, rateLimitHeaders } from "@/lib/http/rate-limit-headers";

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
