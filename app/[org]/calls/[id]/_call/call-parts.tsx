"use client";

import { Suspense, useMemo, useState } from "react";
import { useCan, useOrg } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { Skeleton, TextSkeleton } from "@/app/_ui/skeleton";
import { Status } from "@/app/_ui/status";
import { Tabs } from "@/app/_ui/tabs";
import { Time } from "@/app/_ui/time";
import type { CallDetail } from "@/lib/calls/get-call";
import { isLive } from "./caller-of";
import type { Heard } from "./channels";
import { conversationTimeline } from "./conversation-timeline";
import { CallDeliveries, RawCall } from "./lazy-parts";
import { Transcript } from "./transcript";
import { useLinkedMoment } from "./use-linked-moment";
import { usePlayer } from "./use-player";

// The words are what one comes for; what stands beside them may wake up a moment later.
const HiddenCall = late(() => import("./hidden-call").then((module) => module.HiddenCall));
const PlayerBar = late(() => import("./player-bar").then((module) => module.PlayerBar));
const CallAside = late(() => import("./call-aside").then((module) => module.CallAside));

/** What a call is made of, on its page and beside the list: sound and words side by side, then the facts. */
export function CallParts({ call }: { call: CallDetail }) {
  const { api } = useOrg();
  const can = useCan();
  const lines = useMemo(() => conversationTimeline(call.transcript?.turns ?? []), [call.transcript]);
  const [heard, setHeard] = useState<Heard>("both");
  const recording = `${api}/calls/${call.id}/recording${heard === "both" ? "" : "?channels=stereo"}`;
  const player = usePlayer(call.has_recording ? recording : null, call.duration_ms ?? 0);
  const moment = useLinkedMoment(call.id, player);
  return (
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
              content: call.is_hidden ? (
                <Suspense>
                  <HiddenCall />
                </Suspense>
              ) : (
                <Transcript call={call} lines={lines} player={player} moment={moment} />
              ),
            },
            {
              value: "deliveries",
              label: "Deliveries",
              count: call.deliveries.length,
              content: <CallDeliveries call={call} />,
            },
            ...(can("deliveries.read_raw") ? [{ value: "raw", label: "Raw", content: <RawCall call={call} /> }] : []),
          ]}
        />
      </div>
      <Suspense fallback={<TextSkeleton lines={14} />}>
        <CallAside call={call} moment={player.positionMs} />
      </Suspense>
    </div>
  );
}

/** When it was, whether it counts, and its summary. */
export function CallSummary({ call }: { call: CallDetail }) {
  const live = isLive(call.status);
  return (
    <div className="flex max-w-[40rem] flex-col gap-2">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-faint">
        {live ? (
          <Status tone="info" live>
            {call.status === "in_progress" ? "In conversation" : "Ringing"}
          </Status>
        ) : null}
        <Time at={call.started_at} />
        {call.is_billable ? null : <span>Test call, not billed</span>}
      </span>
      {call.summary ? <p className="text-14 leading-6">{call.summary}</p> : null}
    </div>
  );
}
