import fc from "fast-check";
import { expect, test } from "vitest";
import { toMicros } from "@/lib/voice/to-micros";

test("cents and dollars become millionths without float drift", () => {
  expect([21.4, 0.07, 1.1, 4.35, 1e-7, 0].map((cents) => toMicros(cents, "cents"))).toEqual([
    214_000, 700, 11_000, 43_500, 0, 0,
  ]);
  expect([0.1423, 0.0001, 1.005, 2.675].map((dollars) => toMicros(dollars, "dollars"))).toEqual([
    142_300, 100, 1_005_000, 2_675_000,
  ]);
  expect(toMicros(1e21, "dollars")).toBeUndefined();
});

test("every amount with six decimals comes through exactly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (micros) => {
      expect(toMicros(micros / 1_000_000, "dollars")).toBe(micros);
      expect(toMicros(micros / 10_000, "cents")).toBe(micros);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
