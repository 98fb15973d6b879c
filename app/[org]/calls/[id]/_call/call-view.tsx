"use client";

import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useApi } from "@/app/_ui/data/use-api";
import { useOrg } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { PageBody } from "@/app/_ui/page-body";
import { PageHeader } from "@/app/_ui/page-header";
import type { CallDetail } from "@/lib/calls/get-call";
import { CallParts, CallSummary } from "./call-parts";
import { callerOf } from "./caller-of";
import { listQueryOf } from "./moment";

const ErrorState = late(() => import("@/app/_ui/error-state").then((module) => module.ErrorState));
const CallSentence = late(() => import("./call-sentence").then((module) => module.CallSentence));
const ListWalk = late(() => import("./list-walk").then((module) => module.ListWalk));

/** The page of one call: what happened in a sentence, then what it is made of. */
export function CallView({ id, initial }: { id: string; initial: Snapshot<CallDetail> }) {
  const { org } = useOrg();
  const { data, error, mutate } = useApi<CallDetail>(`/calls/${id}`, { initial });
  const call = data ?? initial.data;
  const list = listQueryOf(new URLSearchParams(useSearchParams()));
  if (error && !data) {
    return (
      <Suspense>
        <ErrorState error={error} onRetry={() => mutate()} />
      </Suspense>
    );
  }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Calls", href: `/${org.slug}/calls${list && `?${list}`}` }, { label: callerOf(call) }]}
        answer={
          <Suspense fallback={callerOf(call)}>
            <CallSentence call={call} />
          </Suspense>
        }
        detail={<CallSummary call={call} />}
        actions={
          <Suspense>
            <ListWalk id={id} />
          </Suspense>
        }
      />
      <PageBody>
        <CallParts call={call} />
      </PageBody>
    </>
  );
}
