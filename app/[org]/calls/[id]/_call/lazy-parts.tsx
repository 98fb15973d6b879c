"use client";

import { type ComponentProps, Suspense } from "react";
import { late } from "@/app/_ui/late";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { FactCard } from "./fact-card";

/** Parts of a call's page that are not needed for its first sight: their code is fetched when they are shown. */

const Latency = late(() => import("./latency-card").then((module) => module.LatencyCard));
const Notes = late(() => import("./notes/notes-card").then((module) => module.NotesCard));
const Related = late(() => import("./related-calls").then((module) => module.RelatedCalls));
const Deliveries = late(() => import("./call-deliveries").then((module) => module.CallDeliveries));
const Raw = late(() => import("./raw-call").then((module) => module.RawCall));

export function NotesCard(props: ComponentProps<typeof Notes>) {
  return (
    <Suspense
      fallback={
        <FactCard title="Notes">
          <TextSkeleton lines={2} />
        </FactCard>
      }
    >
      <Notes {...props} />
    </Suspense>
  );
}

export function LatencyCard(props: ComponentProps<typeof Latency>) {
  return (
    <Suspense>
      <Latency {...props} />
    </Suspense>
  );
}

export function RelatedCalls(props: ComponentProps<typeof Related>) {
  return (
    <Suspense
      fallback={
        <FactCard title="Same number">
          <TextSkeleton lines={3} />
        </FactCard>
      }
    >
      <Related {...props} />
    </Suspense>
  );
}

export function CallDeliveries(props: ComponentProps<typeof Deliveries>) {
  return (
    <Suspense fallback={<TextSkeleton lines={6} />}>
      <Deliveries {...props} />
    </Suspense>
  );
}

export function RawCall(props: ComponentProps<typeof Raw>) {
  return (
    <Suspense fallback={<TextSkeleton lines={6} />}>
      <Raw {...props} />
    </Suspense>
  );
}
