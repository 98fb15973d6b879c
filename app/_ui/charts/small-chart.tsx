"use client";

import clsx from "clsx";
import { Line } from "./line";
import { slotAt } from "./scale";

const HEIGHT = 48;

/** One period of a small chart. Null: nothing to say there, drawn as nothing. */
export type Slot = {
  value: number | null;
  before: number | null;
  /** A part of `value` from the bottom up, in another shade. */
  part?: number | null;
};

/**
 * A chart among others without axes of its own: what it shows is told by the figure above it. The small multiples of a
 * section share `at`, the period that is read. Bars begin at zero; lines of shares have the whole as their height.
 */
export function SmallChart({
  look,
  slots,
  top,
  at,
  onPoint,
}: {
  look: "bars" | "line";
  slots: readonly Slot[];
  /** What the full height means; by default the greatest value. */
  top?: number;
  at: number | null;
  onPoint: (at: number | null) => void;
}) {
  const most = top ?? Math.max(1, ...slots.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const y = (value: number) => HEIGHT - 1 - (Math.min(value, most) / most) * (HEIGHT - 3);
  const width = 100 / Math.max(1, slots.length);
  const point = (value: number | null, index: number) =>
    value === null ? null : { x: (index + 0.5) * width, y: y(value) };
  return (
    <div
      aria-hidden
      className="relative touch-pan-y"
      onPointerMove={(event) => onPoint(slotAt(event, slots.length))}
      onPointerLeave={() => onPoint(null)}
    >
      <svg aria-hidden viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="block h-12 w-full">
        {at === null ? null : <rect x={at * width} width={width} y="0" height={HEIGHT} className="fill-pressed" />}
        {look === "bars" ? <Bars slots={slots} width={width} y={y} at={at} /> : null}
        <Line
          points={slots.map(({ before }, index) => point(before, index))}
          className="stroke-line-strong"
          width={1}
        />
        {look === "line" ? (
          <Line points={slots.map(({ value }, index) => point(value, index))} className="stroke-chart" width={1.5} />
        ) : null}
        <line
          x1="0"
          x2="100"
          y1={HEIGHT - 0.5}
          y2={HEIGHT - 0.5}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </div>
  );
}

function Bars({
  slots,
  width,
  y,
  at,
}: {
  slots: readonly Slot[];
  width: number;
  y: (value: number) => number;
  at: number | null;
}) {
  return slots.map(({ value, part }, index) => {
    if (!value) return null;
    const x = (index + 0.15) * width;
    const box = { x, width: width * 0.7, y: y(value), height: Math.max(0.75, HEIGHT - 1 - y(value)) };
    const rest = part === undefined || part === null ? 0 : y(part);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the place in the period is what a bar is
      <g key={index}>
        <rect
          {...box}
          className={part === undefined ? clsx(at === index ? "fill-accent" : "fill-chart") : "fill-chart-soft"}
        />
        {part ? <rect {...box} y={rest} height={Math.max(0.75, HEIGHT - 1 - rest)} className="fill-chart" /> : null}
      </g>
    );
  });
}
