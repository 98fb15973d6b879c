import { dateLocaleOf } from "@/lib/orgs/date-locale";

/** The calendar day of an instant in a zone, "2026-11-21". */
export function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** A calendar day moved by whole days. */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** "Sat, Nov 21" of a calendar day. */
export function formatWeekday(day: string, locale = "en-US"): string {
  return formatOf(locale, "weekday", { weekday: "short", month: "short", day: "numeric" }).format(Date.parse(day));
}

/** "Nov 21" of a calendar day; an instant is shown by its date; anything else as it is. */
export function formatPlainDay(day: string, locale = "en-US"): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return formatOf(locale, "day", { month: "short", day: "numeric" }).format(date);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(dateLocaleOf(locale), { ...options, timeZone: "UTC" });
  formats.set(key, known);
  return known;
}
