"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { Link } from "@/app/_ui/link";
import type { Figures } from "@/lib/analytics/figures";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { type Slot, SmallChart } from "../../_ui/charts/small-chart";
import { figuresAt } from "../../_ui/figures/figures-at";
import { changeOf, formatMeasure, MEASURES, type Measure, measures, negativeShare } from "../../_ui/figures/measures";
import { callsBehindFigure, type PeriodFilters } from "../../_ui/figures/period-filters";
import { useOrg } from "../../_ui/frame/org-context";
import { Tooltip } from "../../_ui/tooltip";

/** Every measure of the period: its figure, how it has changed, its course. Pointing at one course reads all of them. */
export function FigureCards({
  data,
  filters,
  at,
  onPoint,
}: {
  data: PeriodFigures;
  filters: PeriodFilters;
  at: number | null;
  onPoint: (at: number | null) => void;
}) {
  const { org } = useOrg();
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line lg:grid-cols-4">
      {measures.map((measure) => (
        <Card
          key={measure.key}
          measure={measure}
          data={data}
          href={callsBehindFigure(org.slug, data.period, filters, measure.door)}
          at={at}
          onPoint={onPoint}
        />
      ))}
    </dl>
  );
}

function Card({
  measure,
  data,
  href,
  at,
  onPoint,
}: {
  measure: Measure;
  data: PeriodFigures;
  /** null: it counts nothing that the filters leave */
  href: string | null;
  at: number | null;
  onPoint: (at: number | null) => void;
}) {
  const format = useFormat();
  const { now, before, isRunning } = figuresAt(data, at);
  const value = now && measure.of(now);
  const change = changeOf(format, measure, value, before && measure.of(before));
  return (
    <div className="flex min-w-0 flex-col bg-surface">
      <dt className="px-4 pt-3 text-12 text-muted">
        <Tooltip content={measure.means}>
          {href === null ? (
            <span>{measure.name}</span>
          ) : (
            <Link
              href={href}
              prefetch={false}
              className="rounded-[2px] decoration-line-strong underline-offset-[3px] hover:text-ink hover:underline"
            >
              {measure.name}
            </Link>
          )}
        </Tooltip>
      </dt>
      <dd className="tabular mt-0.5 flex min-w-0 flex-wrap items-baseline gap-x-2 px-4">
        <span className="font-semibold text-20" title={exactly(format, measure, value, data.currency)}>
          {now ? formatMeasure(format, measure.kind, value, data.currency) : "not yet"}
        </span>
        {change ? (
          <span
            className={clsx(
              "text-12",
              { good: "text-good", bad: "text-bad", same: "text-faint" }[change.tone],
              "whitespace-nowrap",
            )}
          >
            {change.text}
          </span>
        ) : isRunning && value !== null ? (
          <span className="text-12 text-faint">so far</span>
        ) : null}
      </dd>
      <dd className="tabular min-h-4 truncate px-4 text-12 text-faint max-sm:whitespace-normal">
        {now ? noteOf(format, measure, now, data.currency) : null}
      </dd>
      <dd className="mt-1.5 px-4 pb-3">
        <SmallChart
          look={measure.kind === "share" || measure.kind === "latency" ? "line" : "bars"}
          slots={slotsOf(measure, data)}
          {...(measure.kind === "share" ? { top: 1 } : {})}
          at={at}
          onPoint={onPoint}
        />
      </dd>
    </div>
  );
}

function slotsOf(measure: Measure, { bins }: PeriodFigures): Slot[] {
  return bins.map(({ now, before }) => ({
    value: now && measure.of(now),
    before: before && measure.of(before),
    ...(measure.key === MEASURES.talked.key ? { part: now?.billable_duration_ms ?? null } : {}),
  }));
}

function noteOf(format: Format, { key }: Measure, figures: Figures, currency: string): ReactNode {
  switch (key) {
    case MEASURES.calls.key:
      return callsNote(format, figures);
    case MEASURES.talked.key:
      return figures.connected_calls > 0
        ? `${format.minutes(figures.duration_ms / figures.connected_calls)} a connected call`
        : null;
    case MEASURES.revenue.key:
      return `Test ${format.minutes(figures.duration_ms - figures.billable_duration_ms)}`;
    case MEASURES.success.key:
      return partOf(format, figures.successful_calls, figures.analyzed_calls, "analysed");
    case MEASURES.containment.key:
      return partOf(format, figures.contained_calls, figures.conversation_calls, "conversations");
    case MEASURES.sentiment.key: {
      const negative = negativeShare(figures);
      return negative === null ? null : `${formatMeasure(format, "share", negative, currency)} negative`;
    }
    case MEASURES.latency.key:
      return figures.latency_p90_ms === null ? null : `90% under ${format.latency(figures.latency_p90_ms)}`;
    case MEASURES.cost.key:
      return figures.calls > 0
        ? `${formatMeasure(format, "money", figures.cost_micros / figures.calls, currency)} a call`
        : null;
    default:
      return null;
  }
}

function partOf(format: Format, part: number, whole: number, of: string): string | null {
  return whole > 0 ? `${format.number(part)} of ${format.number(whole)} ${of}` : null;
}

function callsNote(format: Format, { calls, billable_calls, error_calls, conversation_calls }: Figures): string {
  const parts = [
    ...(calls > billable_calls ? [`${format.number(calls - billable_calls)} test`] : []),
    ...(error_calls > 0 ? [`${format.number(error_calls)} failed`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : format.count(conversation_calls, "conversation");
}

function exactly(format: Format, { kind }: Measure, value: number | null, currency: string): string | undefined {
  if (value === null) return undefined;
  return kind === "money" ? formatMeasure(format, "money", value, currency) : undefined;
}
