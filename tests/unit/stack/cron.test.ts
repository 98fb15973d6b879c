import { expect, test } from "vitest";
import { isDue } from "../../../scripts/stack/cron";

const at = (iso: string) => new Date(`${iso}:00Z`);

test.each([
  ["* * * * *", "2026-11-21T03:07", true],
  ["*/10 * * * *", "2026-11-21T03:20", true],
  ["*/10 * * * *", "2026-11-21T03:21", false],
  ["15 3 * * *", "2026-11-21T03:15", true],
  ["15 3 * * *", "2026-11-21T15:15", false],
  ["0 9-17/4 * * 1-5", "2026-11-20T13:00", true],
  ["0 9-17/4 * * 1-5", "2026-11-21T13:00", false],
  ["0 0 1,15 * *", "2026-11-15T00:00", true],
  ["0 0 13 * 5", "2026-11-20T00:00", true],
])("%s at %s UTC is due: %s", (expression, minute, due) => {
  expect(isDue(expression, at(minute))).toBe(due);
});

test.each(["* * * *", "61 * * * *", "x * * * *", "*/0 * * * *"])("%s is refused", (expression) => {
  expect(() => isDue(expression, at("2026-11-21T03:07"))).toThrow();
});
