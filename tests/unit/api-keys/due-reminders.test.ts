import fc from "fast-check";
import { expect, test } from "vitest";
import { dueReminder, type KeyAge, type Reminder } from "@/lib/api-keys/due-reminders";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/** What the daily run sends for a key in its life, by day since it was made; every `missed` run does not happen. */
function life(
  lasts: number | null,
  days: number,
  missed: (day: number) => boolean = () => false,
): [number, Reminder][] {
  const key: KeyAge = {
    created_at: new Date(START),
    expires_at: lasts === null ? null : new Date(START + lasts * DAY),
    reminded_14_days_at: null,
    reminded_3_days_at: null,
    reminded_rotation_at: null,
  };
  const sent: [number, Reminder][] = [];
  for (let day = 0; day <= days; day++) {
    const now = START + day * DAY + 1;
    const due = missed(day) ? undefined : dueReminder(key, now);
    if (!due) continue;
    sent.push([day, due]);
    key[`reminded_${due}_at`] = new Date(now);
  }
  return sent;
}

test("a key of three months is announced two weeks and three days before its end, once each", () => {
  expect(life(90, 120)).toEqual([
    [76, "14_days"],
    [87, "3_days"],
  ]);
});

test("a key made for less than a span is not announced by it", () => {
  expect(life(10, 20)).toEqual([[7, "3_days"]]);
  expect(life(2, 20)).toEqual([]);
  expect(life(14, 20)).toEqual([[11, "3_days"]]);
});

test("a key without an end is spoken of once a year", () => {
  expect(life(null, 1_100).map(([day]) => day)).toEqual([365, 731, 1_097]);
});

test("whatever runs are missed, each reminder of an end comes once at most, in its time, and never after the end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.uniqueArray(fc.nat(800)), (lasts, missed) => {
      const sent = life(lasts, 900, (day) => missed.includes(day));
      for (const [day, reminder] of sent) {
        const left = lasts - day;
        if (reminder === "14_days") expect(left <= 14 && left > 3).toBe(true);
        if (reminder === "3_days") expect(left <= 3 && left > 0).toBe(true);
      }
      const ends = sent.filter(([, reminder]) => reminder !== "rotation").map(([, reminder]) => reminder);
      expect(new Set(ends).size).toBe(ends.length);
    }),
  );
});
