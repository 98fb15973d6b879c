"use client";

import { PhoneOff } from "lucide-react";
import { useQueryState } from "@/app/_ui/data/query-state";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { PageBody } from "../../_ui/page-body";
import { PageHeader } from "../../_ui/page-header";
import { AgentFilter } from "./agent-filter";
import { LineMeter } from "./line-meter";
import { LiveCallCard } from "./live-call-card";
import { useSettling } from "./use-settling";

/** Every conversation under way, its words as they are heard; an ended call settles before it leaves. */
export function LiveScreen({ initial }: { initial: Snapshot<{ data: LiveCall[] }> }) {
  const { org } = useOrg();
  const { data, error, mutate } = useApi<{ data: LiveCall[] }>("/calls/live", { initial });
  const cards = useSettling(data?.data);
  const [agent] = useQueryState("agent");
  const live = data?.data ?? [];
  // An agent whose last call has ended filters nothing: the board must not look empty while others talk.
  const chosen = cards.some(({ call }) => call.agent.id === agent) ? agent : null;
  const shown = cards.filter(({ call }) => !chosen || call.agent.id === chosen);
  return (
    <>
      <PageHeader crumbs={[{ label: "Live" }]} answer={data ? answer(data.data) : undefined} />
      <PageBody wide className="gap-5!">
        {error && !data ? (
          <ErrorState error={error} title="The live calls did not load" onRetry={() => void mutate()} />
        ) : null}
        {data && cards.length === 0 ? (
          <EmptyState
            icon={<PhoneOff />}
            title="Calls appear here while they ring"
            action={<LinkButton href={`/${org.slug}/calls`}>See earlier calls</LinkButton>}
          >
            Their words follow as they are spoken.
          </EmptyState>
        ) : null}
        {data ? (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 empty:hidden">
            <LineMeter calls={live} />
            <AgentFilter calls={live} />
          </div>
        ) : null}
        <ul
          aria-label={`${live.length} calls under way`}
          className="grid gap-4 md:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-4"
        >
          {shown.map((card) => (
            <LiveCallCard key={card.call.id} card={card} />
          ))}
        </ul>
      </PageBody>
    </>
  );
}

function answer(calls: readonly LiveCall[]): string {
  const ringing = calls.filter((call) => call.status !== "in_progress").length;
  const talking = calls.length - ringing;
  if (calls.length === 0) return "No call is under way.";
  const parts = [talking > 0 ? `${talking} in conversation` : "", ringing > 0 ? `${ringing} ringing` : ""].filter(
    Boolean,
  );
  return `${parts.join(", ")}.`;
}
