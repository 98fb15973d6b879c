import { dateLocaleOf } from "@/lib/orgs/date-locale";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Where and how a moment is written: an IANA zone, and a locale of lib/orgs/choices (an American's, unless said). */
type Style = [timeZone: string, locale: string];

function format([timeZone, locale]: Style, name: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = `${timeZone} ${locale} ${name}`;
  let formatter = formats.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(dateLocaleOf(locale), { ...options, timeZone });
    formats.set(key, formatter);
  }
  // ICU versions differ in the space before AM/PM; a plain one keeps server and browser equal.
  return formatter.format(at).replace(/\u202f/g, " ");
}

/** "2:32 PM" in the zone. */
export function formatClock(at: Date, timeZone: string, locale = "en-US"): string {
  return format([timeZone, locale], "clock", { hour: "numeric", minute: "2-digit" }, at);
}

/** "2:32:07 PM" in the zone, where seconds tell events apart. */
export function formatSecond(at: Date, timeZone: string, locale = "en-US"): string {
  return format([timeZone, locale], "second", { hour: "numeric", minute: "2-digit", second: "2-digit" }, at);
}

/** "Nov 21" in the zone, with the year when it is not the current one. */
export function formatDay(at: Date, timeZone: string, now: Date, locale = "en-US"): string {
  const style: Style = [timeZone, locale];
  const year = (date: Date) => format(style, "year", { year: "numeric" }, date);
  return year(at) === year(now)
    ? format(style, "day", { month: "short", day: "numeric" }, at)
    : format(style, "dayYear", { month: "short", day: "numeric", year: "numeric" }, at);
}

/** "Friday, November 21, 2026 at 2:32:07 PM EST": complete, with the zone. */
export function formatExact(at: Date, timeZone: string, locale = "en-US"): string {
  return format(
    [timeZone, locale],
    "exact",
    {
      weekday: "long",
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    },
    at,
  );
}

/** "just now", "4 min ago", "2:32 PM" today, "yesterday 2:32 PM", then "Nov 19, 2:32 PM": relative near, absolute far. */
export function formatRelative(at: Date, timeZone: string, now: Date, locale = "en-US"): string {
  const age = now.getTime() - at.getTime();
  if (age >= -MINUTE && age < MINUTE) return "just now";
  if (age >= 0 && age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < 0 && age > -HOUR) return `in ${Math.ceil(-age / MINUTE)} min`;
  const day = formatDay(at, timeZone, now, locale);
  if (day === formatDay(now, timeZone, now, locale)) return formatClock(at, timeZone, locale);
  const yesterday = new Date(now.getTime() - 24 * HOUR);
  if (age > 0 && day === formatDay(yesterday, timeZone, now, locale))
    return `yesterday ${formatClock(at, timeZone, locale)}`;
  return `${day}, ${formatClock(at, timeZone, locale)}`;
}
