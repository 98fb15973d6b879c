"use client";

import clsx from "clsx";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { Link } from "@/app/_ui/link";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { SmallChart } from "../../../_ui/charts/small-chart";
import { changeOf, formatMeasure, type Measure, measures } from "../../../_ui/figures/measures";
import { callsBehind, NO_FILTERS } from "../../../_ui/figures/period-filters";
import { useOrg } from "../../../_ui/frame/org-context";

export type Compared = { id: string; name: string; data: PeriodFigures };

/** One row a measure, one column an agent, below each other where there is no room; differences are told against the first. */
export function ComparedTable({
  compared,
  at,
  onPoint,
}: {
  compared: readonly Compared[];
  at: number | null;
  onPoint: (at: number | null) => void;
}) {
  return (
    <div className="@container rounded-card border border-line bg-surface">
      <table aria-label="Agents side by side" className="tabular w-full table-fixed text-13 @max-[36rem]:block">
        <thead className="@max-[36rem]:sr-only">
          <tr>
            <th scope="col" className="w-32 px-4 py-3 text-left font-medium text-12 text-faint">
              Measure
            </th>
            {compared.map(({ id, name }) => (
              <th key={id} scope="col" className="px-4 py-3 text-left font-medium">
                <span className="@min-[36rem]:hidden">{name}</span>
                <span className="@max-[36rem]:hidden">
                  <AgentLink id={id} name={name} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="@max-[36rem]:block">
          {measures.map((measure) => (
            <Row key={measure.key} measure={measure} compared={compared} at={at} onPoint={onPoint} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  measure,
  compared,
  at,
  onPoint,
}: {
  measure: Measure;
  compared: readonly Compared[];
  at: number | null;
  onPoint: (at: number | null) => void;
}) {
  const format = useFormat();
  const { org } = useOrg();
  const values = compared.map(({ data }) => valueAt(measure, data, at));
  const best = bestOf(format, measure, values);
  const top = measure.kind === "share" ? 1 : topOf(measure, compared);
  return (
    <tr className="@max-[36rem]:block @max-[36rem]:border-line @max-[36rem]:border-t @max-[36rem]:py-3 @max-[36rem]:first:border-t-0">
      <th
        scope="row"
        title={measure.means}
        className="border-line border-t px-4 py-3 text-left align-top font-normal text-muted @max-[36rem]:block @max-[36rem]:border-t-0 @max-[36rem]:py-0 @max-[36rem]:font-medium @max-[36rem]:text-ink"
      >
        {measure.name}
      </th>
      {compared.map(({ id, name, data }, place) => {
        const change = place === 0 ? null : changeOf(format, measure, values[place] ?? null, values[0] ?? null);
        return (
          <td
            key={id}
            className="border-line border-t px-4 py-3 align-top @max-[36rem]:grid @max-[36rem]:grid-cols-2 @max-[36rem]:items-end @max-[36rem]:gap-x-3 @max-[36rem]:border-t-0 @max-[36rem]:pt-2 @max-[36rem]:pb-0"
          >
            <div className="min-w-0">
              <div className="mb-0.5 text-12 text-muted @min-[36rem]:hidden">
                <AgentLink id={id} name={name} />
              </div>
              <div className="flex items-baseline gap-2">
                <Link
                  href={callsBehind(org.slug, data.period, { ...NO_FILTERS, agent_id: [id] }, measure.door)}
                  prefetch={false}
                  className={clsx(
                    "-ml-1 rounded-[3px] px-1 font-semibold text-16 hover:underline",
                    place === best && "bg-good-soft text-good",
                  )}
                >
                  {formatMeasure(format, measure.kind, values[place] ?? null, data.currency)}
                  {place === best ? <span className="sr-only"> (best)</span> : null}
                </Link>
                {change ? (
                  <span
                    className={clsx("text-12", { good: "text-good", bad: "text-bad", same: "text-faint" }[change.tone])}
                  >
                    {change.text}
                  </span>
                ) : null}
              </div>
            </div>
            <div className="mt-2 min-w-0 @max-[36rem]:mt-0">
              <SmallChart
                look={measure.kind === "share" || measure.kind === "latency" ? "line" : "bars"}
                slots={data.bins.map(({ now, before }) => ({
                  value: now && measure.of(now),
                  before: before && measure.of(before),
                }))}
                top={top}
                at={at}
                onPoint={onPoint}
              />
            </div>
          </td>
        );
      })}
    </tr>
  );
}

function AgentLink({ id, name }: { id: string; name: string }) {
  const { org } = useOrg();
  return (
    <Link href={`/${org.slug}/agents/${id}`} prefetch={false} className="block truncate rounded-[2px] hover:underline">
      {name}
    </Link>
  );
}

function valueAt(measure: Measure, { figures, bins }: PeriodFigures, at: number | null): number | null {
  const shown = at === null ? figures : bins[at]?.now;
  return shown ? measure.of(shown) : null;
}

/** The place of the better value; undefined where none is better, or where more is only more. */
function bestOf(format: Format, measure: Measure, values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value): value is number => value !== null);
  const { better } = measure;
  if (better === null || known.length < 2) return undefined;
  const best = better === "more" ? Math.max(...known) : Math.min(...known);
  const worst = better === "more" ? Math.min(...known) : Math.max(...known);
  // Less than a point or a percent apart is the same.
  if (changeOf(format, measure, best, worst)?.tone !== "good") return undefined;
  return values.indexOf(best);
}

function topOf(measure: Measure, compared: readonly Compared[]): number {
  const all = compared.flatMap(({ data }) =>
    data.bins.flatMap(({ now, before }) => [(now && measure.of(now)) ?? 0, (before && measure.of(before)) ?? 0]),
  );
  return Math.max(1, ...all);
}
