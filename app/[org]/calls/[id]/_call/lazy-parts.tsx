"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { FactCard } from "./fact-card";

/** Parts of a call's page that are not needed for its first sight: their code is fetched when they are shown. */

const Notes = lazy(() => import("./notes/notes-card").then((module) => ({ default: module.NotesCard })));
const Related = lazy(() => import("./related-calls").then((module) => ({ default: module.RelatedCalls })));
const Deliveries = lazy(() => import("./call-deliveries").then((module) => ({ default: module.CallDeliveries })));
const Raw = lazy(() => import("./raw-call").then((module) => ({ default: module.RawCall })));

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
