"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import type { Figures } from "@/lib/analytics/figures";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { NumbersDialog } from "../../_ui/charts/numbers-dialog";
import { binName } from "../../_ui/figures/bin-name";
import { formatMeasure, type Measure, measures } from "../../_ui/figures/measures";

/** Every measure of every hour or day as a table; the period and the one before at its end. */
export function FigureNumbers({ data, onClose }: { data: PeriodFigures; onClose: () => void }) {
  const format = useFormat();
  const { bins, period, unit, currency } = data;
  const first = unit === "hour" ? "Hour" : "Day";
  const row = (name: string, figures: Figures | null) => ({
    name,
    shown: measures.map((measure) => formatMeasure(format, measure.kind, figures && measure.of(figures), currency)),
    plain: measures.map((measure) => plainOf(measure, figures)),
  });
  return (
    <NumbersDialog
      open
      onClose={onClose}
      table={{
        title: `Figures by ${unit}`,
        file: `figures-${period.from}-${period.to}`,
        heads: [first, ...measures.map(({ name }) => name)],
        plainHeads: [first, ...measures.map((measure) => headOf(measure, currency))],
        rows: [
          ...bins.map((bin, index) => {
            const repeated = bins.slice(0, index).some(({ day, hour }) => day === bin.day && hour === bin.hour);
            const name = binName(format, bin, period.days > 1);
            return row(repeated ? `${name} (again)` : name, bin.now);
          }),
          row("Period", data.figures),
          row("Period before", data.previous),
        ],
      }}
    />
  );
}

const UNIT: Record<Measure["kind"], string> = { count: "", time: "min", money: "", share: "%", latency: "ms" };

function headOf({ name, kind }: Measure, currency: string): string {
  const unit = kind === "money" ? currency : UNIT[kind];
  return unit ? `${name} (${unit})` : name;
}

function plainOf({ kind, of }: Measure, figures: Figures | null): number | null {
  const value = figures && of(figures);
  if (value === null) return null;
  const scaled =
    kind === "time" ? value / 60_000 : kind === "money" ? value / 1_000_000 : kind === "share" ? value * 100 : value;
  return Math.round(scaled * 100) / 100;
}
