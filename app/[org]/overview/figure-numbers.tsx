"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { NumbersDialog } from "../../_ui/charts/numbers-dialog";
import { binName } from "../../_ui/figures/bin-name";
import { figureHeads, figureRow } from "./figures-table";

/** Every measure of every hour or day as a table; the period and the one before at its end. */
export function FigureNumbers({ data, onClose }: { data: PeriodFigures; onClose: () => void }) {
  const format = useFormat();
  const { bins, period, unit, currency } = data;
  return (
    <NumbersDialog
      open
      onClose={onClose}
      table={{
        title: `Figures by ${unit}`,
        file: `figures-${period.from}-${period.to}`,
        ...figureHeads(unit === "hour" ? "Hour" : "Day", currency),
        rows: [
          ...bins.map((bin, index) => {
            const repeated = bins.slice(0, index).some(({ day, hour }) => day === bin.day && hour === bin.hour);
            const name = binName(format, bin, period.days > 1);
            return figureRow(format, repeated ? `${name} (again)` : name, bin.now, currency);
          }),
          figureRow(format, "Period", data.figures, currency),
          figureRow(format, "Period before", data.previous, currency),
        ],
      }}
    />
  );
}
