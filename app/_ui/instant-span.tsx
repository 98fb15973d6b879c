"use client";

import { formatClock, formatDay } from "./format/format-time";
import { useLocale, useTimeZone } from "./frame/org-context";

/** "Nov 21, 1:00 PM – 2:00 PM": a span between two instants of a day, as a bar of a chart opens it. */
export function InstantSpan({ from, to }: { from: string; to: string }) {
  const timeZone = useTimeZone();
  const locale = useLocale();
  const [first, last] = [new Date(from), new Date(to)];
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return "Date";
  const day = (at: Date) => formatDay(at, timeZone, new Date(), locale);
  const clock = (at: Date) => formatClock(at, timeZone, locale);
  // Midnight ends the day before it.
  const isOneDay = day(first) === day(new Date(last.getTime() - 1));
  const end = isOneDay ? clock(last) : `${day(last)}, ${clock(last)}`;
  return `${day(first)}, ${clock(first)} – ${end}`;
}
