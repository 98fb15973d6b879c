import { beforeEach, expect, test } from "vitest";
import { isRedisQuicker, noteCost, timed } from "@/lib/cache/costs";
import { forgetOwnCache } from "../../support/forget-own-cache";

beforeEach(forgetOwnCache);

const asks = (times: number) => Array.from({ length: times }, () => isRedisQuicker("overview")).filter(Boolean).length;

test("before anything is measured Redis is asked", () => {
  expect(isRedisQuicker("overview")).toBe(true);
  noteCost("overview", "source_ms", 1);
  expect(isRedisQuicker("overview")).toBe(true);
});

test("a source that takes longer than Redis is spared", () => {
  noteCost("overview", "source_ms", 30);
  noteCost("overview", "redis_ms", 8);
  expect(asks(100)).toBe(100);
});

test("a source quicker than Redis is asked itself, and Redis once in twenty times, to measure anew", () => {
  noteCost("overview", "source_ms", 2);
  noteCost("overview", "redis_ms", 8);
  expect(asks(100)).toBe(5);
  for (let n = 0; n < 20; n++) noteCost("overview", "redis_ms", 1);
  expect(asks(100)).toBe(100);
});

test("one slow answer does not turn the choice", () => {
  for (let n = 0; n < 10; n++) {
    noteCost("overview", "source_ms", 20);
    noteCost("overview", "redis_ms", 5);
  }
  noteCost("overview", "redis_ms", 60);
  expect(isRedisQuicker("overview")).toBe(true);
});

test("a question that fails is not measured", async () => {
  await expect(timed("overview", "redis_ms", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  noteCost("overview", "source_ms", 0);
  expect(isRedisQuicker("overview")).toBe(true);
});
