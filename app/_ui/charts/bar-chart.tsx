"use client";

import clsx from "clsx";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

export type Bar = {
  key: string;
  /** Under the axis, only where it should be written ("6 AM"). */
  tick?: string;
  /** In the readout and the table ("6 – 7 AM"). */
  name: string;
  /** Null: not measured (the future), drawn as nothing. Zero: measured, drawn as a hairline. */
  value: number | null;
  /** The same period before, a light line across the bar. */
  before?: number | null;
};

/**
 * Zero-based bars with the period before as a light line. Server-rendered SVG; the readout follows pointer and arrow
 * keys; the same figures are a table one click away.
 */
export function BarChart({
  label,
  bars,
  format,
  valueName,
  beforeName,
  resting,
  height = 160,
}: {
  label: string;
  bars: readonly Bar[];
  format: (value: number) => string;
  valueName: string;
  beforeName?: string;
  /** The readout while nothing is pointed at. */
  resting?: ReactNode;
  height?: number;
}) {
  const [at, setAt] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const top = niceTop(Math.max(1, ...bars.flatMap((bar) => [bar.value ?? 0, bar.before ?? 0])));
  const slot = 100 / Math.max(1, bars.length);
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    setAt(Math.min(bars.length - 1, Math.max(0, index)));
  };
  const step = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    setAt((now) => (now === null ? 0 : (now + move + bars.length) % bars.length));
  };
  const read = at === null ? undefined : bars[at];
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="flex min-h-7 items-center justify-between gap-3 text-13">
        <span aria-live="polite" className="tabular min-w-0 truncate text-muted">
          {read ? <Readout bar={read} format={format} beforeName={beforeName} /> : resting}
        </span>
        <button
          type="button"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className="shrink-0 rounded-control px-2 py-1 text-12 text-faint hover:bg-hover hover:text-ink"
        >
          {asTable ? "Show chart" : "Show as table"}
        </button>
      </figcaption>
      {asTable ? (
        <FigureTable label={label} bars={bars} format={format} valueName={valueName} beforeName={beforeName} />
      ) : (
        <div>
          {/* biome-ignore lint/a11y/useSemanticElements: a chart that can be walked has no element of its own */}
          <div
            role="group"
            aria-label={`${label}. Arrow keys read the bars.`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the bars
            tabIndex={0}
            className="relative rounded-[4px]"
            onPointerMove={point}
            onPointerLeave={() => setAt(null)}
            onBlur={() => setAt(null)}
            onKeyDown={step}
          >
            <svg aria-hidden width="100%" height={height} className="block overflow-visible">
              <line x1="0" x2="100%" y1="0.5" y2="0.5" className="stroke-line" strokeDasharray="2 3" />
              {bars.map((bar, index) => (
                <g key={bar.key}>
                  {at === index ? (
                    <rect x={`${index * slot}%`} width={`${slot}%`} y="0" height={height} className="fill-hover" />
                  ) : null}
                  {bar.value === null ? null : (
                    <rect
                      x={`${(index + 0.16) * slot}%`}
                      width={`${slot * 0.68}%`}
                      y={height - Math.max(1, (bar.value / top) * height)}
                      height={Math.max(1, (bar.value / top) * height)}
                      rx={bar.value > 0 ? 2 : 0}
                      className={bar.value > 0 ? "fill-chart" : "fill-line-strong"}
                    />
                  )}
                  {bar.before ? (
                    <line
                      x1={`${(index + 0.06) * slot}%`}
                      x2={`${(index + 0.94) * slot}%`}
                      y1={height - (bar.before / top) * height}
                      y2={height - (bar.before / top) * height}
                      className="stroke-chart-line"
                      strokeWidth={1.5}
                    />
                  ) : null}
                </g>
              ))}
              <line x1="0" x2="100%" y1={height} y2={height} className="stroke-line-strong" />
            </svg>
            <span className="tabular pointer-events-none absolute top-1 left-0 bg-surface pr-1 text-12 text-faint">
              {format(top)}
            </span>
          </div>
          <div aria-hidden className="relative mt-1.5 h-4 text-12 text-faint">
            {bars.map((bar, index) =>
              bar.tick ? (
                <span
                  key={bar.key}
                  className={clsx("absolute whitespace-nowrap", index > 0 && "-translate-x-1/2")}
                  style={{ left: index > 0 ? `${(index + 0.5) * slot}%` : 0 }}
                >
                  {bar.tick}
                </span>
              ) : null,
            )}
          </div>
        </div>
      )}
    </figure>
  );
}

function Readout({
  bar,
  format,
  beforeName,
}: {
  bar: Bar;
  format: (value: number) => string;
  beforeName?: string | undefined;
}) {
  return (
    <>
      {bar.name}{" "}
      <strong className="ml-1 font-semibold text-ink">{bar.value === null ? "not yet" : format(bar.value)}</strong>
      {beforeName && bar.before !== undefined && bar.before !== null ? (
        <span className="ml-2 text-faint">
          {beforeName} {format(bar.before)}
        </span>
      ) : null}
    </>
  );
}

function FigureTable({
  label,
  bars,
  format,
  valueName,
  beforeName,
}: {
  label: string;
  bars: readonly Bar[];
  format: (value: number) => string;
  valueName: string;
  beforeName?: string | undefined;
}) {
  return (
    <div className="max-h-60 overflow-y-auto">
      <table aria-label={label} className="w-full text-13">
        <thead className="sticky top-0 bg-surface text-12 text-faint">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              Hour
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              {valueName}
            </th>
            {beforeName ? (
              <th scope="col" className="py-1 text-right font-medium">
                {beforeName}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="tabular">
          {bars.map((bar) => (
            <tr key={bar.key}>
              <th scope="row" className="border-line border-t py-1 text-left font-normal">
                {bar.name}
              </th>
              <td className="border-line border-t py-1 text-right">{bar.value === null ? "–" : format(bar.value)}</td>
              {beforeName ? (
                <td className="border-line border-t py-1 text-right text-muted">
                  {bar.before === null || bar.before === undefined ? "–" : format(bar.before)}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The next round number at or above, so that the top line reads well. */
function niceTop(value: number): number {
  // Small numbers are counts: no halves of calls.
  if (value <= 10) return Math.ceil(value);
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * magnitude >= value) ?? 10;
  return step * magnitude;
}
