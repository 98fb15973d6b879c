import { addCounted, type Counted } from "./counted";
import { type Figures, figuresOf } from "./figures";
import { localParts } from "./local-parts";
import type { SummedRow } from "./read-figures";
import type { Period } from "./read-period";

/** One hour or day of a period beside the same of the period before. */
export type Bin = {
  /** Local day, "2026-11-21". */
  day: string;
  /** Hour of the local day; null for a day. The hour that daylight saving repeats comes twice, the one it skips not at all. */
  hour: number | null;
  /** First moment of an hour, ISO 8601 UTC: with it the calls of the hour are found. Null for a day. */
  starts_at: string | null;
  /** Null: it has not begun. */
  now: Figures | null;
  /** The same place in the period before, whole; null where that period has no such hour. */
  before: Figures | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Every hour or day of a period in order, with its figures and those of its counterpart. */
export function binsOf(period: Period, unit: "hour" | "day", timeZone: string, rows: readonly SummedRow[]): Bin[] {
  return unit === "day" ? days(period, rows) : hours(period, timeZone, rows);
}

function days({ from, days: count, previous_from }: Period, rows: readonly SummedRow[]): Bin[] {
  const found = new Map(rows.filter(({ day }) => day !== null).map((row) => [row.day, row]));
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(from, index);
    return {
      day,
      hour: null,
      starts_at: null,
      now: figuresOf(addCounted(present(found.get(day)))),
      before: figuresOf(addCounted(present(found.get(addDays(previous_from, index))))),
    };
  });
}

function hours(period: Period, timeZone: string, rows: readonly SummedRow[]): Bin[] {
  const found = new Map(rows.filter(({ hour }) => hour !== null).map((row) => [Number(row.hour), row]));
  const before = new Map(
    clockHours(period.previous_start, period.start, timeZone).map(({ at, day, hour, nth }) => [
      `${daysBetween(period.previous_from, day)} ${hour} ${nth}`,
      at,
    ]),
  );
  return clockHours(period.start, period.end, timeZone).map(({ at, day, hour, nth }) => {
    const counterpart = before.get(`${daysBetween(period.from, day)} ${hour} ${nth}`);
    return {
      day,
      hour,
      starts_at: new Date(at).toISOString(),
      now: at > period.now.getTime() ? null : figuresOf(addCounted(present(found.get(at)))),
      before: counterpart === undefined ? null : figuresOf(addCounted(present(found.get(counterpart)))),
    };
  });
}

/** The hours between two local midnights as the clock on the wall shows them; `nth` tells a repeated hour from the first. */
function clockHours(start: Date, end: Date, timeZone: string) {
  const seen = new Map<string, number>();
  const all: { at: number; day: string; hour: number; nth: number }[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += HOUR_MS) {
    const { day, hour } = localParts(at, timeZone);
    const nth = (seen.get(`${day} ${hour}`) ?? 0) + 1;
    seen.set(`${day} ${hour}`, nth);
    all.push({ at, day, hour, nth });
  }
  return all;
}

function present(row: Counted | undefined): Counted[] {
  return row ? [row] : [];
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function daysBetween(from: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(from)) / DAY_MS);
}
