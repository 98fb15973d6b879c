"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import { Link } from "@/app/_ui/link";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { WeekHeat } from "../../_ui/charts/week-heat";
import { changeOf, formatMeasure, MEASURES, type Measure } from "../../_ui/figures/measures";
import { callsBehind, type PeriodFilters } from "../../_ui/figures/period-filters";
import { useOrg } from "../../_ui/frame/org-context";
import { ProviderMark } from "../../_ui/provider-mark";
import { Card, Section } from "../../_ui/section";
import { TextLink } from "../../_ui/text-link";
import { BeingRead } from "./being-read";

const COLUMNS: readonly { measure: Measure; from?: string }[] = [
  { measure: MEASURES.calls },
  { measure: MEASURES.success },
  { measure: MEASURES.containment, from: "max-md:hidden lg:max-2xl:hidden" },
  { measure: MEASURES.latency, from: "max-md:hidden" },
  { measure: MEASURES.cost, from: "max-sm:hidden" },
];

/** Who held the calls of the period, and when they came. */
export function Breakdown({
  data,
  filters,
  pending,
}: {
  data: PeriodFigures;
  filters: PeriodFilters;
  pending: boolean;
}) {
  return (
    <BeingRead pending={pending} className="flex flex-col gap-8">
      {data.agents.length > 0 ? <ByAgent data={data} filters={filters} /> : null}
      {data.week ? (
        <Section title="When calls come" hint="By weekday and hour, over the whole period">
          <Card>
            <WeekHeat week={data.week} />
          </Card>
        </Section>
      ) : null}
    </BeingRead>
  );
}

function ByAgent({ data, filters }: { data: PeriodFigures; filters: PeriodFilters }) {
  const format = useFormat();
  const { org } = useOrg();
  const compared = data.agents.slice(0, 4).map(({ agent }) => `agent_id=${agent.id}`);
  return (
    <Section
      title="By agent"
      actions={
        compared.length > 1 ? (
          <TextLink
            href={`/${org.slug}/agents/compare?${[...compared, ...spanQuery(filters)].join("&")}`}
            prefetch={false}
            className="text-13"
          >
            Compare side by side
          </TextLink>
        ) : null
      }
    >
      <Card flush>
        <table aria-label="Figures by agent" className="tabular w-full text-13">
          <thead className="text-12 text-faint">
            <tr>
              <th scope="col" className="px-4 py-2 text-left font-medium">
                Agent
              </th>
              {COLUMNS.map(({ measure, from }) => (
                <th
                  key={measure.key}
                  scope="col"
                  title={measure.means}
                  className={`px-3 py-2 text-right font-medium last:pr-4 ${from ?? ""}`}
                >
                  {measure.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.agents.map(({ agent, figures, previous }) => (
              <tr key={agent.id} className="relative hover:bg-hover">
                <th scope="row" className="w-full max-w-0 border-line border-t px-4 py-2 text-left font-normal">
                  <Link
                    href={callsBehind(org.slug, data.period, { ...filters, agent_id: [agent.id] })}
                    prefetch={false}
                    className="flex min-w-0 items-center gap-2 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                  >
                    <ProviderMark provider={agent.provider} bare />
                    <span className="truncate">{agent.name}</span>
                  </Link>
                </th>
                {COLUMNS.map(({ measure, from }) => {
                  const change = changeOf(format, measure, measure.of(figures), measure.of(previous));
                  return (
                    <td
                      key={measure.key}
                      className={`whitespace-nowrap border-line border-t px-3 py-2 text-right last:pr-4 ${from ?? ""}`}
                    >
                      {formatMeasure(format, measure.kind, measure.of(figures), data.currency)}
                      <span
                        className={`ml-1.5 inline-block min-w-12 text-12 max-md:hidden lg:max-xl:hidden ${TONE[change?.tone ?? "same"]}`}
                      >
                        {change?.text}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </Section>
  );
}

const TONE = { good: "text-good", bad: "text-bad", same: "text-faint" };

function spanQuery({ range, from, to }: PeriodFilters): string[] {
  if (from && to) return [`from=${from}`, `to=${to}`];
  return range ? [`range=${range}`] : [];
}
