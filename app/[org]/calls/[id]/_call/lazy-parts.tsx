"use client";

import dynamic from "next/dynamic";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { FactCard } from "./fact-card";

/** Parts of a call's page that are not needed for its first sight: their code is fetched when they are shown. */

export const NotesCard = dynamic(() => import("./notes/notes-card").then((module) => module.NotesCard), {
  ssr: false,
  loading: () => (
    <FactCard title="Notes">
      <TextSkeleton lines={2} />
    </FactCard>
  ),
});

export const RelatedCalls = dynamic(() => import("./related-calls").then((module) => module.RelatedCalls), {
  ssr: false,
  loading: () => (
    <FactCard title="Same number">
      <TextSkeleton lines={3} />
    </FactCard>
  ),
});

export const CallDeliveries = dynamic(() => import("./call-deliveries").then((module) => module.CallDeliveries), {
  ssr: false,
  loading: () => <TextSkeleton lines={6} />,
});

export const RawCall = dynamic(() => import("./raw-call").then((module) => module.RawCall), {
  ssr: false,
  loading: () => <TextSkeleton lines={6} />,
});
