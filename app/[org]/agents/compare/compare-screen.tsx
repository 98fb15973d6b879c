"use client";

import { Scale } from "lucide-react";
import { useState } from "react";
import { useQueryStates } from "@/app/_ui/data/query-state";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useAgentNames } from "../../../_ui/data/use-agent-names";
import { useApi } from "../../../_ui/data/use-api";
import { EmptyState } from "../../../_ui/empty-state";
import { ErrorState } from "../../../_ui/error-state";
import { binName } from "../../../_ui/figures/bin-name";
import { periodParsers } from "../../../_ui/figures/period-filters";
import { RangeFilter } from "../../../_ui/figures/range-filter";
import { FilterMenu } from "../../../_ui/filter-menu";
import { useOrg } from "../../../_ui/frame/org-context";
import { PageBody } from "../../../_ui/page-body";
import { PageHeader } from "../../../_ui/page-header";
import { Section } from "../../../_ui/section";
import { TableSkeleton } from "../../../_ui/skeleton";
import { answerOf } from "./answer";
import { busiestOf, COMPARED_RANGE, comparedPaths, MOST_COMPARED, wholePath } from "./compared-paths";
import { type Compared, ComparedTable } from "./compared-table";

type Initial = Record<string, Snapshot<PeriodFigures>>;

/** Two to four agents beside each other: the same measures, the same period, one scale for their courses. */
export function CompareScreen({
  agents: drawn,
  busiest: busiestThen,
  initial,
}: {
  agents: Snapshot<AgentNames>;
  /** Compared while the address names nobody. */
  busiest: readonly string[];
  initial: Initial;
}) {
  const format = useFormat();
  const { org } = useOrg();
  const agents = useAgentNames(drawn);
  const [filters] = useQueryStates(periodParsers);
  const [at, setAt] = useState<number | null>(null);
  const period = wholePath(filters);
  // Those who were a period's busiest stay while somebody reads; where there were none yet, they come with the first calls.
  const [kept, keep] = useState({ period, ids: busiestThen });
  const isKept = kept.period === period && kept.ids.length > 1;
  const isOpen = filters.agent_id.length === 0 && !isKept && busiestThen.length < 2;
  const whole = useFigures(isOpen ? period : undefined, initial);
  const busiest = isKept ? kept.ids : isOpen ? busiestOf(whole.data) : busiestThen;
  // Until the server has answered for another period, those of the one before are shown in it.
  if (!isKept && busiest.length > 1 && initial[period]) keep({ period, ids: busiest });
  const ids = (filters.agent_id.length > 0 ? filters.agent_id : busiest).slice(0, MOST_COMPARED);
  const paths = comparedPaths(filters, busiest);
  // One place for each agent there can be: hooks are not called in a loop of changing length.
  const answers = [
    useFigures(paths[0], initial),
    useFigures(paths[1], initial),
    useFigures(paths[2], initial),
    useFigures(paths[3], initial),
  ].slice(0, ids.length);
  const failed = [whole, ...answers].find(({ error, data }) => error && !data);
  const compared = answers.flatMap(({ data }, place): Compared[] => {
    const id = ids[place] ?? "";
    return data ? [{ id, name: agents.find((agent) => agent.id === id)?.name ?? "Agent", data }] : [];
  });
  const first = compared[0]?.data;
  const bin = at === null ? undefined : first?.bins[at];
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Agents", href: `/${org.slug}/agents` }, { label: "Compare" }]}
        answer={
          ids.length < 2
            ? "Choose two to four agents to compare."
            : compared.length < ids.length
              ? "Comparing…"
              : answerOf(compared)
        }
      />
      <PageBody>
        <search aria-label="Choose agents and period" className="-m-1 flex flex-wrap items-center gap-2 p-1">
          <FilterMenu
            name="agent_id"
            label="Agents"
            options={agents.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <RangeFilter initial={COMPARED_RANGE} />
        </search>
        {failed ? (
          <ErrorState error={failed.error} title="The figures did not load" onRetry={() => void failed.mutate()} />
        ) : ids.length === 0 && !whole.isLoading ? (
          <EmptyState icon={<Scale />} title="Nothing to compare yet">
            Choose agents above. Once calls have come in, the two agents with the most are compared by themselves.
          </EmptyState>
        ) : compared.length < ids.length || !first ? (
          <TableSkeleton rows={8} label="Loading the figures" />
        ) : (
          <Section
            title={bin ? binName(format, bin, true) : spanOf(format, first)}
            hint={[
              ...(filters.agent_id.length > MOST_COMPARED
                ? [`You chose ${filters.agent_id.length} agents; the first ${MOST_COMPARED} are compared.`]
                : []),
              ...(compared.length > 1 ? ["The best of each row is marked; + and − compare with the first agent."] : []),
              "In the charts the light line is the period before.",
            ].join(" ")}
          >
            <ComparedTable compared={compared} at={at} onPoint={setAt} />
          </Section>
        )}
      </PageBody>
    </>
  );
}

function useFigures(path: string | undefined, initial: Initial) {
  return useApi<PeriodFigures>(path ?? null, { initial: path === undefined ? undefined : initial[path] });
}

function spanOf(format: Format, { period: { from, to, days } }: PeriodFigures): string {
  return days === 1 ? format.day(from) : `${format.day(from)} – ${format.day(to)}`;
}
