import { Line } from "./line";

/**
 * A thin line without axes for a table cell or a figure; gaps (null) stay gaps. `label` says it in words. Counts stand on
 * zero; a `level`, such as latency, runs in the middle, and half as much again reaches the top.
 */
export function Sparkline({
  values,
  label,
  level = false,
}: {
  values: ReadonlyArray<number | null>;
  label: string;
  level?: boolean;
}) {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const top = Math.max(1, ...known, level ? mean * 2 : 0);
  const step = 100 / Math.max(1, values.length - 1);
  const points = values.map((value, index) =>
    value === null ? null : { x: index * step, y: 23 - (value / top) * 22 },
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className="h-6 w-24 overflow-visible"
    >
      <Line points={points} className="stroke-chart" width={1.5} />
    </svg>
  );
}
