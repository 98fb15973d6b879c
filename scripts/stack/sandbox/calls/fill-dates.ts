const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DAY_MS = 86_400_000;

/**
 * Replaces `{{today}}`, `{{tomorrow}}`, `{{yesterday}}` and weekdays (`{{friday}}` is the next Friday after the call) in
 * every string of a JSON value by a date such as 2026-11-27. Days are counted in UTC.
 */
export function fillDates<T>(value: T, now: number): T {
  return JSON.parse(JSON.stringify(value).replace(/\{\{(\w+)\}\}/g, (_, day: string) => dateOf(day, now)));
}

function dateOf(day: string, now: number): string {
  const ahead = { today: 0, tomorrow: 1, yesterday: -1 }[day] ?? daysUntil(day, now);
  return new Date(now + ahead * DAY_MS).toISOString().slice(0, 10);
}

function daysUntil(day: string, now: number): number {
  const weekday = WEEKDAYS.indexOf(day);
  if (weekday < 0) throw new Error(`"{{${day}}}" is neither a day nor a weekday`);
  return ((weekday - new Date(now).getUTCDay() + 6) % 7) + 1;
}
