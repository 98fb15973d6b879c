import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offsetAt, setClock, wallTime } from "@/scripts/stack/sandbox/calls/schedule";

const PLACED = Date.parse("2026-11-18T15:00:00Z");
const call = fc.record({
  pace: fc.double({ min: 1, max: 100, noNaN: true }),
  first: fc.integer({ min: -10_000, max: 0 }),
  length: fc.integer({ min: 500, max: 600_000 }),
  share: fc.double({ min: 0, max: 1.1, noNaN: true }),
});

describe("the clock of a call that runs faster than life", () => {
  test("sends the first event at once and never lets vendor times run ahead of the wall", () => {
    fc.assert(
      fc.property(call, ({ pace, first, length, share }) => {
        const schedule = setClock(PLACED, pace, first, length);
        const offset = first + share * (length - first);
        expect(Math.abs(wallTime(schedule, length, first) - PLACED)).toBeLessThanOrEqual(1);
        expect(schedule.started_at + offset).toBeLessThanOrEqual(wallTime(schedule, length, offset) + 1);
        expect(offsetAt(schedule, length, wallTime(schedule, length, offset))).toBeCloseTo(offset, 0);
      }),
    );
  });

  test("ends truthfully: the last word is sent when the vendor says the call ended", () => {
    const schedule = setClock(PLACED, 4, 0, 80_000);
    expect(wallTime(schedule, 80_000, 80_000)).toBe(schedule.started_at + 80_000);
    expect(wallTime(schedule, 80_000, 80_000)).toBe(PLACED + 20_000);
  });

  test("real time is real time", () => {
    expect(setClock(PLACED, 1, 0, 80_000).started_at).toBe(PLACED);
  });

  test("at once means that everything, the analysis too, lies in the past", () => {
    const schedule = setClock(PLACED, 0, 0, 80_000);
    expect(wallTime(schedule, 80_000, 40_000)).toBe(PLACED);
    expect(schedule.started_at + 80_000 + 3_000).toBeLessThan(PLACED);
  });
});
