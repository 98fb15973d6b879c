"use client";

import { useSearchParams } from "next/navigation";
import { Suspense, useMemo, useState } from "react";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useApi } from "@/app/_ui/data/use-api";
import { ErrorState } from "@/app/_ui/error-state";
import { useCan, useOrg } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { PageBody } from "@/app/_ui/page-body";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton, TextSkeleton } from "@/app/_ui/skeleton";
import { Status } from "@/app/_ui/status";
import { Tabs } from "@/app/_ui/tabs";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import { callerOf, isLive } from "./caller-of";
import type { Heard } from "./channels";
import { conversationTimeline } from "./conversation-timeline";
import { HiddenCall } from "./hidden-call";
import { CallDeliveries, RawCall } from "./lazy-parts";
import { listQueryOf } from "./moment";
import { Transcript } from "./transcript";
import { usePlayer } from "./use-player";

// The words are what one comes for; what stands beside them may wake up a moment later.
const PlayerBar = late(() => import("./player-bar").then((module) => module.PlayerBar));
const CallAside = late(() => import("./call-aside").then((module) => module.CallAside));
const CallSentence = late(() => import("./call-sentence").then((module) => module.CallSentence));
const ListWalk = late(() => import("./list-walk").then((module) => module.ListWalk));

/** The page of one call: what happened in a sentence, then sound and words side by side, then the facts. */
export function CallView({ id, initial }: { id: string; initial: Snapshot<CallDetail> }) {
  const { org, api } = useOrg();
  const can = useCan();
  const { data, error, mutate } = useApi<CallDetail>(`/calls/${id}`, { initial });
  const call = data ?? initial.data;
  const lines = useMemo(() => conversationTimeline(call.transcript?.turns ?? []), [call.transcript]);
  const [heard, setHeard] = useState<Heard>("both");
  const recording = `${api}/calls/${id}/recording${heard === "both" ? "" : "?channels=stereo"}`;
  const player = usePlayer(call.has_recording ? recording : null, call.duration_ms ?? 0);
  const list = listQueryOf(new URLSearchParams(useSearchParams()));
  if (error && !data) return <ErrorState error={error} onRetry={() => mutate()} />;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Calls", href: `/${org.slug}/calls${list && `?${list}`}` }, { label: callerOf(call) }]}
        answer={
          <Suspense fallback={callerOf(call)}>
            <CallSentence call={call} />
          </Suspense>
        }
        detail={<Detail call={call} />}
        actions={
          <Suspense>
            <ListWalk id={id} />
          </Suspense>
        }
      />
      <PageBody>
        <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-5">
            {call.is_hidden ? null : (
              <Suspense fallback={<Skeleton className="h-24 w-full rounded-card!" />}>
                <PlayerBar call={call} lines={lines} player={player} heard={heard} onHeard={setHeard} />
              </Suspense>
            )}
            <Tabs
              label="Parts of this call"
              tabs={[
                {
                  value: "transcript",
                  label: "Transcript",
                  content: call.is_hidden ? <HiddenCall /> : <Transcript call={call} lines={lines} player={player} />,
                },
                {
                  value: "deliveries",
                  label: "Deliveries",
                  count: call.deliveries.length,
                  content: <CallDeliveries call={call} />,
                },
                ...(can("deliveries.read_raw")
                  ? [{ value: "raw", label: "Raw", content: <RawCall call={call} /> }]
                  : []),
              ]}
            />
          </div>
          <Suspense fallback={<TextSkeleton lines={14} />}>
            <CallAside call={call} moment={player.positionMs} />
          </Suspense>
        </div>
      </PageBody>
    </>
  );
}

function Detail({ call }: { call: CallDetail }) {
  const live = isLive(call.status);
  return (
    <div className="flex max-w-[40rem] flex-col gap-2">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-faint">
        {live ? (
          <Status tone="good" live>
            {call.status === "in_progress" ? "On the line" : "Ringing"}
          </Status>
        ) : null}
        <Time at={call.started_at} />
        {call.is_billable ? null : <span>Test call, not billed</span>}
      </span>
      {call.summary ? <p className="text-14 leading-6">{call.summary}</p> : null}
    </div>
  );
}
