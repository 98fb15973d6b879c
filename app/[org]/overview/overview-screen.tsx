"use client";

import clsx from "clsx";
import { Suspense, useRef } from "react";
import { useQueryStates } from "@/app/_ui/data/query-state";
import { useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { PeriodFigures as Data } from "@/lib/analytics/read-figures";
import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";
import { ErrorState, PartError } from "../../_ui/error-state";
import { figuresPath, type PeriodFilters, periodParsers } from "../../_ui/figures/period-filters";
import { useCan } from "../../_ui/frame/org-context";
import { PageBody } from "../../_ui/page-body";
import { PageHeader } from "../../_ui/page-header";
import { Card } from "../../_ui/section";
import { Skeleton, TableSkeleton } from "../../_ui/skeleton";
import { answerOf, comparisonOf } from "./answer";
import { OverviewFilters } from "./overview-filters";
import { WelcomeLine } from "./welcome-line";

// The sentence comes first; everything else is drawn by the server and wakes up a moment later.
const AttentionList = late(() => import("./attention-list").then((module) => module.AttentionList));
const ByAgent = late(() => import("./breakdown").then((module) => module.ByAgent));
const WhenCallsCome = late(() => import("./breakdown").then((module) => module.WhenCallsCome));
const PeriodFigures = late(() => import("./period-figures").then((module) => module.PeriodFigures));
const RecentCalls = late(() => import("./recent-calls").then((module) => module.RecentCalls));
const FirstSteps = late(() => import("./first-steps").then((module) => module.FirstSteps));

/** Answer first, then what needs a person, then the period in figures, by hour or day, by agent, and the newest calls. */
export function OverviewScreen({
  overview: initial,
  figures,
  figuresPath: initialPath,
  agents,
  recent,
  recentCalls,
  sandboxUrl,
}: {
  overview: Snapshot<Overview>;
  /** Of the period in the address; undefined when that is none we know. */
  figures: Snapshot<Data> | undefined;
  figuresPath: string;
  agents: Snapshot<AgentNames>;
  recent: Snapshot<CallPage>;
  /** How many of the newest calls `recent` holds. */
  recentCalls: number;
  sandboxUrl: string | undefined;
}) {
  const format = useFormat();
  const mayChange = useCan()("agents.write");
  const [filters] = useQueryStates(periodParsers);
  const path = figuresPath(filters);
  const { data: overview, error, mutate } = useApi<Overview>("/overview", { initial });
  const period = useApi<Data>(path, { initial: path === initialPath ? figures : undefined });
  // While another period is on its way, the last one stays in place, with the doors that belong to it.
  const last = useRef<{ data: Data; filters: PeriodFilters }>(undefined);
  if (period.data) last.current = { data: period.data, filters };
  const shown = last.current;
  const pending = !period.data;
  // What belongs to another period than the one asked for must not stand under it.
  const failed = Boolean(period.error) && !period.data;
  // Of less than a week no weekday can be told from another: the newest calls have the width.
  const week = !failed && shown?.data.week ? shown : null;
  if (!overview) {
    return (
      <>
        <PageHeader crumbs={[{ label: "Overview" }]} />
        <ErrorState error={error} title="The overview did not load" onRetry={() => void mutate()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Overview" }]}
        answer={answerOf(format, overview, mayChange)}
        detail={comparisonOf(format, overview)}
      />
      <PageBody>
        {sandboxUrl && overview.agents.total > 0 ? <WelcomeLine sandboxUrl={sandboxUrl} /> : null}
        <Suspense>{overview.agents.total === 0 ? <FirstSteps /> : null}</Suspense>
        <Suspense>{overview.attention.length > 0 ? <AttentionList items={overview.attention} /> : null}</Suspense>
        {overview.agents.total > 0 || overview.has_calls ? (
          <>
            <OverviewFilters agents={agents} />
            {failed ? (
              <Card flush>
                <PartError error={period.error} onRetry={() => void period.mutate()} />
              </Card>
            ) : shown ? (
              <Suspense fallback={<Skeleton className="h-[34rem] w-full rounded-card!" />}>
                <PeriodFigures {...shown} pending={pending} />
              </Suspense>
            ) : (
              <Skeleton className="h-[34rem] w-full rounded-card!" />
            )}
            <Suspense fallback={<Skeleton className="h-72 w-full rounded-card!" />}>
              {shown && !failed ? <ByAgent {...shown} pending={pending} /> : null}
            </Suspense>
            <div className={clsx("grid items-start gap-8", week && "lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]")}>
              {week ? (
                <Suspense fallback={<Skeleton className="h-72 w-full rounded-card!" />}>
                  <WhenCallsCome {...week} pending={pending} />
                </Suspense>
              ) : null}
              <Suspense fallback={<TableSkeleton rows={recentCalls} />}>
                <RecentCalls initial={recent} limit={recentCalls} />
              </Suspense>
            </div>
          </>
        ) : null}
      </PageBody>
    </>
  );
}
