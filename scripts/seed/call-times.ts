import type { Industry } from "../stack/sandbox/conversations/conversation";
import type { Random } from "./random";

export type CallTime = { at: number /** hour of the day where the business is */; hour: number; isOpen: boolean };

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const HISTORY_DAYS = 365;

/** Opening hours by weekday (Sunday first), in the business's own time; null is closed. */
const OPEN: Record<Industry, readonly ([from: number, to: number] | null)[]> = {
  clinic: [null, [8, 18], [8, 18], [8, 18], [8, 18], [8, 17], [9, 13]],
  dealer: [
    [11, 17],
    [9, 20],
    [9, 20],
    [9, 20],
    [9, 20],
    [9, 20],
    [9, 19],
  ],
};

/** How busy an opening day is: clinics on Mondays, dealers on Saturdays. */
const WEEKDAY: Record<Industry, readonly number[]> = {
  clinic: [0.25, 1.35, 1.1, 1.05, 1, 0.85, 0.5],
  dealer: [0.55, 0.95, 0.85, 0.85, 0.95, 1.15, 1.6],
};

/** January first. Clinics have their winter; dealers their spring and the end of the year. */
const MONTH: Record<Industry, readonly number[]> = {
  clinic: [1.3, 1.25, 1.1, 1, 0.95, 0.85, 0.8, 0.95, 1.05, 1.1, 1.15, 1.2],
  dealer: [0.85, 0.9, 1.15, 1.2, 1.15, 1.05, 1, 1.05, 0.95, 0.95, 1, 1.25],
};

/** The curve of an opening day: a rush after opening, a dip at lunch, a second wave in the afternoon. */
const OPEN_HOUR = [1.2, 1.5, 1.35, 1.1, 0.75, 0.9, 1.15, 1.1, 0.9, 0.7, 0.55, 0.45];
const CLOSED_HOUR = [0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.06, 0.14, 0.16, 0.16, 0.16, 0.16];
const EVENING_HOUR = [0.16, 0.16, 0.16, 0.16, 0.17, 0.18, 0.2, 0.2, 0.16, 0.1, 0.06, 0.03];

/** Days nearly without calls, as month-day. */
const HOLIDAYS = new Set(["01-01", "07-04", "11-26", "12-24", "12-25", "12-31"]);

/**
 * Instants of `count` calls in the year before `until`, ascending: growing by half over the year, with the business's
 * opening hours, week and seasons, in its own time zone.
 */
export function callTimes(
  business: { industry: Industry; time_zone: string },
  count: number,
  until: number,
  random: Random,
): CallTime[] {
  const hours = weightedHours(business, until);
  const total = hours.reduce((sum, { weight }) => sum + weight, 0);
  const times: CallTime[] = [];
  let index = 0;
  let passed = 0;
  for (let call = 0; call < count; call++) {
    const target = ((call + random.next()) / count) * total;
    while (index < hours.length - 1 && passed + (hours[index]?.weight ?? 0) < target)
      passed += hours[index++]?.weight ?? 0;
    const slot = hours[index];
    if (!slot) break;
    times.push({
      at: Math.floor(slot.start + random.next() * (slot.end - slot.start)),
      hour: slot.hour,
      isOpen: slot.isOpen,
    });
  }
  return times.sort((a, b) => a.at - b.at);
}

function weightedHours({ industry, time_zone }: { industry: Industry; time_zone: string }, until: number) {
  const clock = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: time_zone, hourCycle: "h23", weekday: "short", month: "2-digit", day: "2-digit", hour: "2-digit" },
  });
  const first = Math.floor(until / HOUR_MS) * HOUR_MS - (HISTORY_DAYS * DAY_HOURS - 1) * HOUR_MS;
  return Array.from({ length: HISTORY_DAYS * DAY_HOURS }, (_, index) => {
    const start = first + index * HOUR_MS;
    const end = Math.min(start + HOUR_MS, until);
    const part = Object.fromEntries(clock.formatToParts(start).map(({ type, value }) => [type, value]));
    const hour = Number(part.hour);
    const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(part.weekday ?? "");
    const month = Number(part.month);
    const open = HOLIDAYS.has(`${part.month}-${part.day}`) ? null : OPEN[industry][weekday];
    const isOpen = !!open && hour >= open[0] && hour < open[1];
    const ofDay = isOpen ? OPEN_HOUR[hour - open[0]] : hour < 12 ? CLOSED_HOUR[hour] : EVENING_HOUR[hour - 12];
    const ofWeek = open ? (WEEKDAY[industry][weekday] ?? 1) : 0.3;
    const growth = 0.8 + (0.4 * index) / (HISTORY_DAYS * DAY_HOURS);
    const weight = (ofDay ?? 0) * ofWeek * (MONTH[industry][month - 1] ?? 1) * growth * ((end - start) / HOUR_MS);
    return { start, end, hour, isOpen, weight };
  });
}
