"use client";

import type { Overview } from "@/lib/analytics/read-overview";
import { BarChart } from "../../_ui/charts/bar-chart";
import { formatCount } from "../../_ui/format/format-count";
import { Card, Section } from "../../_ui/section";

const clock = (hour: number) => `${hour % 12 === 0 ? 12 : hour % 12} ${hour % 24 < 12 ? "AM" : "PM"}`;

/** Today's calls by hour of the organization's day, yesterday as the light line. */
export function HourChart({ overview }: { overview: Overview }) {
  const busiest = overview.hours.reduce((best, hour) => ((hour.today ?? 0) > (best.today ?? 0) ? hour : best), {
    hour: 0,
    today: 0 as number | null,
    yesterday: 0,
  });
  return (
    <Section title="Calls by hour" hint={`Today in ${placeOf(overview.time_zone)}; the light line is yesterday`}>
      <Card>
        <BarChart
          label="Calls by hour of today, against yesterday"
          valueName="Today"
          beforeName="yesterday"
          format={(value) => formatCount(value, "call")}
          resting={
            busiest.today
              ? `Busiest so far: ${clock(busiest.hour)} with ${formatCount(busiest.today, "call")}`
              : "No calls yet today"
          }
          height={188}
          bars={overview.hours.map(({ hour, today, yesterday }) => ({
            key: String(hour),
            name: `${clock(hour)} – ${clock(hour + 1)}`,
            ...(hour % 6 === 0 ? { tick: clock(hour) } : {}),
            value: today,
            before: yesterday,
          }))}
        />
      </Card>
    </Section>
  );
}

function placeOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}
