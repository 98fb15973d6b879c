"use client";

import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, Suspense, useState } from "react";
import { late } from "../late";
import { niceTop, slotAt } from "./scale";

export type Bar = {
  key: string;
  /** Under the axis, only where it should be written ("6 AM"). */
  tick?: string | undefined;
  /** In the readout ("6 – 7 AM"). */
  name: string;
  /** Null: not measured (the future), drawn as nothing. Zero: measured, drawn as a hairline. */
  value: number | null;
  /** The same period before, a light line across the bar. */
  before?: number | null;
};

const loadNumbers = () => import("./numbers-dialog");
const NumbersDialog = late(() => loadNumbers().then((module) => module.NumbersDialog));

/**
 * Zero-based bars with the period before as a light line. Server-rendered SVG; pointer and arrow keys read it, Enter opens
 * what lies behind the bar that is read. With `at` and `onPoint` it shares what is read with the charts around it; with
 * `valueName` its numbers are a table one click away.
 */
export function BarChart({
  label,
  bars,
  format,
  valueName,
  beforeName,
  resting,
  at: sharedAt,
  onPoint: share,
  onOpen,
  height = 160,
}: {
  label: string;
  bars: readonly Bar[];
  format: (value: number) => string;
  valueName?: string;
  beforeName?: string;
  /** The readout while nothing is pointed at. */
  resting?: ReactNode;
  at?: number | null;
  onPoint?: (at: number | null) => void;
  onOpen?: (at: number) => void;
  height?: number;
}) {
  const [ownAt, setOwnAt] = useState<number | null>(null);
  const [asNumbers, setAsNumbers] = useState(false);
  const at = sharedAt === undefined ? ownAt : sharedAt;
  const onPoint = share ?? setOwnAt;
  const top = niceTop(Math.max(1, ...bars.flatMap((bar) => [bar.value ?? 0, bar.before ?? 0])));
  const slot = 100 / Math.max(1, bars.length);
  const step = (event: KeyboardEvent) => {
    if (event.key === "Enter" && at !== null) onOpen?.(at);
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    onPoint(at === null ? 0 : (at + move + bars.length) % bars.length);
  };
  const read = at === null ? undefined : bars[at];
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="flex min-h-5 items-center justify-between gap-3 text-13 text-muted">
        <span aria-live="polite" className="tabular min-w-0 truncate">
          {read ? <Readout bar={read} format={format} beforeName={beforeName} /> : resting}
        </span>
        {valueName ? (
          <button
            type="button"
            onClick={() => setAsNumbers(true)}
            onPointerEnter={() => void loadNumbers()}
            className="shrink-0 rounded-control px-2 py-1 text-12 text-faint hover:bg-hover hover:text-ink"
          >
            Numbers
          </button>
        ) : null}
      </figcaption>
      <div>
        {/* biome-ignore lint/a11y/useSemanticElements: a chart that can be walked has no element of its own */}
        <div
          role="group"
          aria-label={`${label}. Arrow keys read the bars${onOpen ? ", Enter opens the calls behind one" : ""}.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the bars
          tabIndex={0}
          className={clsx("relative touch-pan-y rounded-[4px]", onOpen && "cursor-pointer")}
          onPointerMove={(event) => onPoint(slotAt(event, bars.length))}
          onPointerLeave={() => onPoint(null)}
          onBlur={() => onPoint(null)}
          onClick={(event) => onOpen?.(slotAt(event, bars.length))}
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
      {asNumbers && valueName ? (
        <Suspense fallback={null}>
          <NumbersDialog
            open
            onClose={() => setAsNumbers(false)}
            table={{
              title: label,
              file: label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
              heads: ["Period", valueName, ...(beforeName ? [beforeName] : [])],
              rows: bars.map(({ name, value, before = null }) => {
                const shown = (number: number | null) => (number === null ? "–" : format(number));
                return beforeName
                  ? { name, shown: [shown(value), shown(before)], plain: [value, before] }
                  : { name, shown: [shown(value)], plain: [value] };
              }),
            }}
          />
        </Suspense>
      ) : null}
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
  beforeName: string | undefined;
}) {
  return (
    <>
      {bar.name}{" "}
      <strong className="ml-1 font-semibold text-ink">{bar.value === null ? "not yet" : format(bar.value)}</strong>
      {bar.before === null || bar.before === undefined || !beforeName ? null : (
        <span className="ml-2 text-faint">
          {beforeName} {format(bar.before)}
        </span>
      )}
    </>
  );
}
