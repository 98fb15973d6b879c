import { expect, test } from "vitest";
import { figuresAt, runningBin } from "@/app/_ui/figures/figures-at";
import { NOTHING_COUNTED } from "@/lib/analytics/counted";
import { figuresOf } from "@/lib/analytics/figures";
import type { PeriodFigures } from "@/lib/analytics/read-figures";

const calls = (count: number) => figuresOf({ ...NOTHING_COUNTED, calls: count });
const bin = (day: string, now: number | null, before: number) => ({
  ...{ day, hour: null, starts_at: null },
  now: now === null ? null : calls(now),
  before: calls(before),
});
const period = {
  ...{ from: "2026-11-20", to: "2026-11-22", days: 3, previous_from: "2026-11-17", previous_to: "2026-11-19" },
  is_running: true,
};
const data: Pick<PeriodFigures, "period" | "bins" | "figures" | "previous"> = {
  period,
  bins: [bin("2026-11-20", 30, 40), bin("2026-11-21", 3, 40), bin("2026-11-22", null, 40)],
  figures: calls(33),
  previous: calls(52),
};

test("a day that is over is held against its counterpart; one that runs against nothing, for the other one is whole", () => {
  expect(figuresAt(data, 0)).toMatchObject({ now: { calls: 30 }, before: { calls: 40 }, isRunning: false });
  expect(figuresAt(data, 1)).toMatchObject({ now: { calls: 3 }, before: null, isRunning: true });
  expect(figuresAt({ ...data, period: { ...period, is_running: false } }, 1)).toMatchObject({ before: { calls: 40 } });
});

test("a period that runs as a whole is cut where the one before is: it is compared", () => {
  expect(figuresAt(data, null)).toMatchObject({ now: { calls: 33 }, before: { calls: 52 }, isRunning: false });
  expect([runningBin(data), runningBin({ ...data, period: { ...period, is_running: false } })]).toEqual([1, -1]);
});
