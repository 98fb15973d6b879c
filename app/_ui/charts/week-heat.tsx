"use client";

import clsx from "clsx";
import { type KeyboardEvent, useState } from "react";
import { formatHour } from "../format/format-hour";
import { useFormat } from "../format/use-format";

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "3 PM – 4 PM", "15:00 – 16:00". */
function hourOfDay(hour: number, locale: string): string {
  return `${formatHour(hour, locale)} – ${formatHour(hour + 1, locale)}`;
}

const STEPS: Record<string, { day: number; hour: number }> = {
  ArrowRight: { day: 0, hour: 1 },
  ArrowLeft: { day: 0, hour: -1 },
  ArrowDown: { day: 1, hour: 0 },
  ArrowUp: { day: -1, hour: 0 },
};

/**
 * Calls by weekday and hour: when the telephone rings. The darker, the more; the busiest is written out. Pointer and arrow
 * keys read it, the keys from the busiest hour on.
 */
export function WeekHeat({ week }: { week: readonly (readonly number[])[] }) {
  const format = useFormat();
  const [at, setAt] = useState<{ day: number; hour: number } | null>(null);
  const most = Math.max(1, ...week.flat());
  const busiest = week
    .flatMap((hours, day) => hours.map((calls, hour) => ({ day, hour, calls })))
    .sort((a, b) => b.calls - a.calls)[0];
  const read = at ? { ...at, calls: week[at.day]?.[at.hour] ?? 0 } : busiest;
  const step = (event: KeyboardEvent) => {
    const move = STEPS[event.key];
    if (!move) return;
    event.preventDefault();
    setAt((now) =>
      now
        ? { day: (now.day + move.day + 7) % 7, hour: (now.hour + move.hour + 24) % 24 }
        : { day: busiest?.day ?? 0, hour: busiest?.hour ?? 0 },
    );
  };
  return (
    <figure className="flex flex-col gap-3">
      <figcaption aria-live="polite" className="tabular min-h-5 truncate text-13 text-muted">
        {read && read.calls > 0 ? (
          <>
            {at ? null : "Busiest: "}
            {WEEKDAYS[read.day]}, {hourOfDay(read.hour, format.locale)}{" "}
            <strong className="ml-1 font-semibold text-ink">{format.count(read.calls, "call")}</strong>
          </>
        ) : read && at ? (
          `${WEEKDAYS[read.day]}, ${hourOfDay(read.hour, format.locale)}: no calls`
        ) : (
          "No calls in this period"
        )}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that can be walked has no element of its own */}
      <div
        role="group"
        aria-label="Calls by weekday and hour. Arrow keys read the hours."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the hours
        tabIndex={0}
        className="rounded-[4px]"
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={step}
      >
        <table className="w-full table-fixed border-separate border-spacing-0.5">
          <caption className="sr-only">Calls by weekday and hour</caption>
          <thead className="text-12 text-faint">
            <tr>
              <td className="w-9" />
              {Array.from({ length: 24 }, (_, hour) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
                <th key={hour} scope="col" className="relative h-4 font-normal">
                  <span className={hour % 6 === 0 ? "absolute top-0 left-0 whitespace-nowrap" : "sr-only"}>
                    {formatHour(hour, format.locale)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {week.map((hours, day) => (
              <tr key={WEEKDAYS[day]}>
                <th scope="row" className="text-left font-normal text-12 text-faint">
                  {WEEKDAYS[day]}
                </th>
                {hours.map((calls, hour) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
                    key={hour}
                    onPointerEnter={() => setAt({ day, hour })}
                    className={clsx(
                      "h-5 rounded-[3px] bg-sunken p-0",
                      at?.day === day && at.hour === hour && "outline-2 outline-ink",
                    )}
                    style={
                      calls > 0
                        ? {
                            backgroundColor: `color-mix(in oklab, var(--chart) ${Math.round(12 + (calls / most) * 88)}%, var(--surface))`,
                          }
                        : undefined
                    }
                  >
                    <span className="sr-only">{calls}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
