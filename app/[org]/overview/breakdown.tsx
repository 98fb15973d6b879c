"use client";

import { Table2 } from "lucide-react";
import { Suspense, useState } from "react";
import { useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import { Link } from "@/app/_ui/link";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { Button } from "../../_ui/button";
import { WeekHeat } from "../../_ui/charts/week-heat";
import { changeOf, formatMeasure, MEASURES, type Measure } from "../../_ui/figures/measures";
import { callsBehind, NO_FILTERS, type PeriodFilters, periodQuery, spanOf } from "../../_ui/figures/period-filters";
import { useOrg } from "../../_ui/frame/org-context";
import { ProviderMark } from "../../_ui/provider-mark";
import { Card, Section } from "../../_ui/section";
import { TextLink } from "../../_ui/text-link";
import { BeingRead } from "./being-read";

/** Of volumes that follow the calls, the change of the calls tells enough. */
const COLUMNS: readonly {
  measure: Pick<Measure, "key" | "name" | "means" | "kind" | "better" | "of">;
  from?: string;
}[] = [
  { measure: MEASURES.calls },
  { measure: MEASURES.talked, from: "max-lg:hidden" },
  { measure: MEASURES.revenue, from: "max-sm:hidden" },
  {
    measure: {
      ...{ key: "test", name: "Test", means: "Time of calls marked as tests.", kind: "time", better: null },
      of: (f) => f.duration_ms - f.billable_duration_ms,
    },
    from: "max-md:hidden",
  },
  { measure: MEASURES.success },
  { measure: MEASURES.containment, from: "max-xl:hidden" },
  { measure: MEASURES.sentiment, from: "max-lg:hidden" },
  { measure: MEASURES.latency, from: "max-md:hidden" },
  { measure: MEASURES.cost, from: "max-sm:hidden" },
];

const loadAgentNumbers = () => import("./agent-numbers");
const AgentNumbers = late(() => loadAgentNumbers().then((module) => module.AgentNumbers));
const loadWeekNumbers = () => import("./week-numbers");
const WeekNumbers = late(() => loadWeekNumbers().then((module) => module.WeekNumbers));

type Part = { data: PeriodFigures; filters: PeriodFilters; pending: boolean };

/** When the calls of the period came; nothing where weekdays cannot be told apart yet. */
export function WhenCallsCome({ data, pending }: Pick<Part, "data" | "pending">) {
  const [asNumbers, setAsNumbers] = useState(false);
  if (!data.week) return null;
  return (
    <BeingRead pending={pending} className="min-w-0">
      <Section
        title="When calls come"
        label="When calls come"
        hint="By weekday and hour, over the whole period"
        actions={<NumbersButton onOpen={() => setAsNumbers(true)} onNear={loadWeekNumbers} />}
      >
        <Card>
          <WeekHeat week={data.week} />
        </Card>
        {asNumbers ? (
          <Suspense fallback={null}>
            <WeekNumbers
              week={data.week}
              file={`weekdays-${data.period.from}-${data.period.to}`}
              onClose={() => setAsNumbers(false)}
            />
          </Suspense>
        ) : null}
      </Section>
    </BeingRead>
  );
}

function NumbersButton({ onOpen, onNear }: { onOpen: () => void; onNear: () => Promise<unknown> }) {
  return (
    <Button size="small" onClick={onOpen} onPointerEnter={() => void onNear()}>
      <Table2 aria-hidden />
      Numbers
    </Button>
  );
}

/** Who held the calls of the period, and how. */
export function ByAgent({ data, filters, pending }: Part) {
  const format = useFormat();
  const { org } = useOrg();
  const [asNumbers, setAsNumbers] = useState(false);
  if (data.agents.length === 0) return null;
  const compared = data.agents.slice(0, 4).map(({ agent }) => agent.id);
  return (
    <BeingRead pending={pending} className="min-w-0">
      <Section
        title="By agent"
        label="By agent"
        actions={
          <>
            {compared.length > 1 ? (
              <TextLink
                href={`/${org.slug}/agents/compare${periodQuery({ ...NO_FILTERS, ...spanOf(filters), agent_id: compared })}`}
                prefetch={false}
                className="text-13"
              >
                Compare side by side
              </TextLink>
            ) : null}
            <NumbersButton onOpen={() => setAsNumbers(true)} onNear={loadAgentNumbers} />
          </>
        }
      >
        <Card flush>
          <table aria-label="Figures by agent" className="tabular w-full text-13">
            <thead className="text-12 text-faint">
              <tr>
                <th scope="col" className="px-4 py-2 text-left align-bottom font-medium">
                  Agent
                </th>
                {COLUMNS.map(({ measure, from }) => (
                  <th
                    key={measure.key}
                    scope="col"
                    title={measure.means}
                    className={`px-3 py-2 text-right align-bottom font-medium last:pr-4 ${from ?? ""}`}
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
                    const change =
                      measure.kind === "time"
                        ? null
                        : changeOf(format, measure, measure.of(figures), measure.of(previous));
                    return (
                      <td
                        key={measure.key}
                        className={`whitespace-nowrap border-line border-t px-3 py-2 text-right last:pr-4 ${from ?? ""}`}
                      >
                        {formatMeasure(format, measure.kind, measure.of(figures), data.currency)}
                        {measure.kind === "time" ? null : (
                          <span
                            className={`ml-1.5 inline-block min-w-12 text-12 max-xl:hidden ${TONE[change?.tone ?? "same"]}`}
                          >
                            {change?.text}
                          </span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        {asNumbers ? (
          <Suspense fallback={null}>
            <AgentNumbers data={data} onClose={() => setAsNumbers(false)} />
          </Suspense>
        ) : null}
      </Section>
    </BeingRead>
  );
}

const TONE = { good: "text-good", bad: "text-bad", same: "text-faint" };
