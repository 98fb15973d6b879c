"use client";

import { useState } from "react";
import { formatHour } from "../format/format-hour";
import { useFormat } from "../format/use-format";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Calls by weekday and hour: when the telephone rings. The darker, the more; the busiest is written out. */
export function WeekHeat({ week }: { week: readonly (readonly number[])[] }) {
  const format = useFormat();
  const clock = (hour: number) => formatHour(hour, format.locale);
  const [at, setAt] = useState<{ day: number; hour: number } | null>(null);
  const most = Math.max(1, ...week.flat());
  const busiest = week
    .flatMap((hours, day) => hours.map((calls, hour) => ({ day, hour, calls })))
    .sort((a, b) => b.calls - a.calls)[0];
  const read = at ? { ...at, calls: week[at.day]?.[at.hour] ?? 0 } : busiest;
  return (
    <figure className="flex flex-col gap-3">
      <figcaption aria-live="polite" className="tabular min-h-5 truncate text-13 text-muted">
        {read && read.calls > 0 ? (
          <>
            {at ? null : "Busiest: "}
            {DAYS[read.day]}, {clock(read.hour)} – {clock(read.hour + 1)}{" "}
            <strong className="ml-1 font-semibold text-ink">{format.count(read.calls, "call")}</strong>
          </>
        ) : read && at ? (
          `${DAYS[read.day]}, ${clock(read.hour)} – ${clock(read.hour + 1)}: no calls`
        ) : (
          "No calls in this period"
        )}
      </figcaption>
      <table className="w-full table-fixed border-separate border-spacing-0.5" onPointerLeave={() => setAt(null)}>
        <caption className="sr-only">Calls by weekday and hour</caption>
        <thead className="text-12 text-faint">
          <tr>
            <td className="w-9" />
            {Array.from({ length: 24 }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
              <th key={hour} scope="col" className="relative h-4 font-normal">
                <span className={hour % 6 === 0 ? "absolute top-0 left-0 whitespace-nowrap" : "sr-only"}>
                  {clock(hour)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.map((hours, day) => (
            <tr key={DAYS[day]}>
              <th scope="row" className="text-left font-normal text-12 text-faint">
                {DAYS[day]}
              </th>
              {hours.map((calls, hour) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
                  key={hour}
                  onPointerEnter={() => setAt({ day, hour })}
                  className="h-5 rounded-[3px] bg-sunken p-0"
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
    </figure>
  );
}
