import type { Figures } from "@/lib/analytics/figures";
import { formatMeasure, type Measure, measures } from "../../_ui/figures/measures";
import type { Format } from "../../_ui/format/use-format";

/** What is beside the revenue minutes: of both, all time is made. */
const TEST_MINUTES: Pick<Measure, "name" | "kind" | "of"> = {
  name: "Test minutes",
  kind: "time",
  of: (f) => f.duration_ms - f.billable_duration_ms,
};

const columns = measures.flatMap((measure): Pick<Measure, "name" | "kind" | "of">[] =>
  measure.key === "revenue" ? [measure, TEST_MINUTES] : [measure],
);

/** The heads of a table of figures: `heads` for reading, `plainHeads` with the units of plain values. */
export function figureHeads(first: string, currency: string) {
  return {
    heads: [first, ...columns.map(({ name }) => name)],
    plainHeads: [first, ...columns.map((column) => headOf(column, currency))],
  };
}

/** One row of such a table. */
export function figureRow(format: Format, name: string, figures: Figures | null, currency: string) {
  return {
    name,
    shown: columns.map(({ kind, of }) => formatMeasure(format, kind, figures && of(figures), currency)),
    plain: columns.map((column) => plainOf(column, figures)),
  };
}

const UNIT: Record<Measure["kind"], string> = { count: "", time: "min", money: "", share: "%", latency: "ms" };

function headOf({ name, kind }: Pick<Measure, "name" | "kind">, currency: string): string {
  const unit = kind === "money" ? currency : UNIT[kind];
  return unit ? `${name} (${unit})` : name;
}

function plainOf({ kind, of }: Pick<Measure, "kind" | "of">, figures: Figures | null): number | null {
  const value = figures && of(figures);
  if (value === null) return null;
  const scaled =
    kind === "time" ? value / 60_000 : kind === "money" ? value / 1_000_000 : kind === "share" ? value * 100 : value;
  return Math.round(scaled * 100) / 100;
}
