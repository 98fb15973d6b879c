"use client";

import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";
import { ErrorState } from "../../_ui/error-state";
import { PageBody } from "../../_ui/page-body";
import { PageHeader } from "../../_ui/page-header";
import { answerOf, comparisonOf } from "./answer";
import { AttentionList } from "./attention-list";
import { FigureStrip } from "./figure-strip";
import { FirstSteps } from "./first-steps";
import { HourChart } from "./hour-chart";
import { RecentCalls } from "./recent-calls";
import { WelcomeLine } from "./welcome-line";

/** Answer first, then what needs a person, then today in figures, by hour and call by call. */
export function OverviewScreen({
  overview: initial,
  recent,
  recentCalls,
  sandboxUrl,
}: {
  overview: Snapshot<Overview>;
  recent: Snapshot<CallPage>;
  /** How many of the newest calls `recent` holds. */
  recentCalls: number;
  sandboxUrl: string | undefined;
}) {
  const { data: overview, error, mutate } = useApi<Overview>("/overview", { initial });
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
      <PageHeader crumbs={[{ label: "Overview" }]} answer={answerOf(overview)} detail={comparisonOf(overview)} />
      <PageBody>
        {sandboxUrl && overview.agents.total > 0 ? <WelcomeLine sandboxUrl={sandboxUrl} /> : null}
        {overview.agents.total === 0 ? <FirstSteps /> : null}
        <AttentionList items={overview.attention} />
        {overview.agents.total > 0 || overview.has_calls ? (
          <>
            <FigureStrip overview={overview} />
            <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <HourChart overview={overview} />
              <RecentCalls initial={recent} limit={recentCalls} />
            </div>
          </>
        ) : null}
      </PageBody>
    </>
  );
}
