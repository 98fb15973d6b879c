"use client";

import { formatClock, formatDay, formatExact, formatRelative, formatSecond } from "./format/format-time";
import { useLocale, useTimeZone } from "./frame/org-context";
import { useNow } from "./use-now";

/**
 * A moment in the organization's time zone: relative near, absolute far, complete with zone on hover.
 * `as="clock"` and `as="day"` are fixed forms. `at` is ISO 8601 or milliseconds; null shows an en dash.
 */
export function Time({
  at,
  as = "relative",
  className,
}: {
  at: string | number | null | undefined;
  as?: "relative" | "clock" | "second" | "day" | "exact";
  className?: string;
}) {
  const timeZone = useTimeZone();
  const locale = useLocale();
  const now = useNow(10_000);
  if (at === null || at === undefined) return <span className="text-faint">–</span>;
  const date = new Date(at);
  const text = {
    relative: () => formatRelative(date, timeZone, new Date(now), locale),
    clock: () => formatClock(date, timeZone, locale),
    second: () => formatSecond(date, timeZone, locale),
    day: () => formatDay(date, timeZone, new Date(now), locale),
    exact: () => formatExact(date, timeZone, locale),
  }[as]();
  return (
    <time
      dateTime={date.toISOString()}
      title={formatExact(date, timeZone, locale)}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
