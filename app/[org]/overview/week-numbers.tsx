"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import { NumbersDialog } from "../../_ui/charts/numbers-dialog";
import { WEEKDAYS } from "../../_ui/charts/week-heat";
import { formatHour } from "../../_ui/format/format-hour";

/** Calls by hour of the day and weekday as a table; the whole day at its end. */
export function WeekNumbers({
  week,
  file,
  onClose,
}: {
  /** Monday first, 24 hours each. */
  week: readonly (readonly number[])[];
  file: string;
  onClose: () => void;
}) {
  const format = useFormat();
  const row = (name: string, calls: readonly number[]) => ({
    name,
    shown: calls.map((each) => format.number(each)),
    plain: calls,
  });
  return (
    <NumbersDialog
      open
      onClose={onClose}
      table={{
        title: "Calls by weekday and hour",
        file,
        heads: ["From", ...WEEKDAYS],
        rows: [
          ...Array.from({ length: 24 }, (_, hour) =>
            row(
              formatHour(hour, format.locale),
              week.map((hours) => hours[hour] ?? 0),
            ),
          ),
          row(
            "All day",
            week.map((hours) => hours.reduce((sum, calls) => sum + calls, 0)),
          ),
        ],
      }}
    />
  );
}
