import { expect, test } from "vitest";
import { latencyAt } from "@/lib/analytics/latency-at";

const counts = (...values: number[]) => [...values, ...Array(10 - values.length).fill(0)];

test("nothing measured has no latency", () => {
  expect(latencyAt(counts(), 0.5)).toBeNull();
});

test("a percentile lies within its bucket, in proportion", () => {
  expect(latencyAt(counts(0, 10), 0.5)).toBe(500);
  expect(latencyAt(counts(0, 10), 0.9)).toBe(580);
  expect(latencyAt(counts(5, 5), 0.5)).toBe(400);
  expect(latencyAt(counts(0, 0, 9, 0, 0, 0, 0, 0, 0, 1), 0.5)).toBeLessThan(800);
  expect(latencyAt(counts(0, 0, 9, 0, 0, 0, 0, 0, 0, 1), 0.95)).toBeGreaterThan(4000);
});
