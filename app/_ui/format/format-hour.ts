import { dateLocaleOf } from "@/lib/orgs/date-locale";

const halves = new Map<string, boolean>();

/** A full hour of the day, 0 to 24: "3 PM", or "15:00" where days are counted to 24. */
export function formatHour(hour: number, locale = "en-US"): string {
  let isHalved = halves.get(locale);
  if (isHalved === undefined) {
    isHalved = new Intl.DateTimeFormat(dateLocaleOf(locale), { hour: "numeric" }).resolvedOptions().hour12 ?? true;
    halves.set(locale, isHalved);
  }
  if (!isHalved) return `${hour % 24}:00`;
  return `${hour % 12 === 0 ? 12 : hour % 12} ${hour % 24 < 12 ? "AM" : "PM"}`;
}
