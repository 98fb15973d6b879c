"use client";

import { PhoneOff } from "lucide-react";
import { ApiError } from "@/app/_ui/data/api-error";
import { useApi } from "@/app/_ui/data/use-api";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Skeleton } from "@/app/_ui/skeleton";
import type { CallDetail } from "@/lib/calls/get-call";
import { CallParts, CallSummary } from "../[id]/_call/call-parts";
import { CallSentence } from "../[id]/_call/call-sentence";
import { CallSkeleton } from "../[id]/_call/call-skeleton";

/** The parts of a call beside the list: one column, two where there is room. */
const PARTS = "*:grid-cols-[minmax(0,1fr)]! *:gap-x-8! min-[90rem]:*:grid-cols-[minmax(0,1fr)_16rem]!";

/** What a call's page shows under its bar, read by a request of its own; mount it anew for another call. */
export function OpenCall({ id }: { id: string }) {
  const { data: call, error, mutate } = useApi<CallDetail>(`/calls/${id}`);
  if (!call && error instanceof ApiError && error.code === "not_found") {
    return (
      <EmptyState icon={<PhoneOff />} title="This call is not there">
        It may have been deleted meanwhile, or it belongs to an organization you are not a member of.
      </EmptyState>
    );
  }
  if (!call && error) return <ErrorState error={error} title="The call did not load" onRetry={() => mutate()} />;
  if (!call) return <ComingCall />;
  return (
    <>
      <div className="px-6 pt-5">
        <p className="text-pretty font-medium text-16">
          <CallSentence call={call} />
        </p>
        <div className="mt-1 text-14 text-muted">
          <CallSummary call={call} />
        </div>
      </div>
      <div className={`px-6 pt-5 pb-16 ${PARTS}`}>
        <CallParts call={call} />
      </div>
    </>
  );
}

/** The same, to come. */
export function ComingCall() {
  return (
    <div role="status" aria-label="Loading the call">
      <div className="flex flex-col gap-2.5 px-6 pt-5">
        <Skeleton className="h-5 w-80 max-w-full" />
        <Skeleton className="h-3.5 w-56 max-w-full" />
      </div>
      <div className={`px-6 pt-5 ${PARTS}`}>
        <CallSkeleton />
      </div>
    </div>
  );
}
