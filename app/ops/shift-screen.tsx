"use client";

import { Suspense } from "react";
import { late } from "@/app/_ui/late";
import type { Page } from "@/lib/http/cursor";
import type { Health } from "@/lib/monitoring/check-health";
import { findTrouble } from "@/lib/ops/find-trouble";
import type { Shift } from "@/lib/ops/read-shift";
import type { OrganizationHealth } from "@/lib/ops/schemas";
import type { Snapshot } from "../_ui/data/snapshot";
import { ErrorState } from "../_ui/error-state";
import { formatCount } from "../_ui/format/format-count";
import { TextSkeleton } from "../_ui/skeleton";
import { Status } from "../_ui/status";
import { Time } from "../_ui/time";
import { HealthStrip } from "./health-strip";
import { OpsFrame } from "./ops-frame";
import { OrganizationsPanel } from "./organizations-panel";
import { TroubleList } from "./trouble-list";
import { useRefreshing } from "./use-refreshing";

/** A file of its own: the server draws it with the page, the answer above it works without waiting for its code. */
const ShiftEvidence = late(() => import("./shift-evidence").then((module) => module.ShiftEvidence));

const KeysPanel = late(() => import("./keys-panel").then((module) => module.KeysPanel));

/** One page to run a shift: whether anything is wrong, since when, for whom, what to do; then the evidence. */
export function ShiftScreen({
  shift: first,
  organizations,
  initialSearch,
}: {
  shift: Snapshot<Shift>;
  organizations: Snapshot<Page<OrganizationHealth>>;
  initialSearch: string;
}) {
  const shift = useRefreshing<Shift>("/api/ops/shift", first);
  const health = useRefreshing<Health>("/api/ops/health");
  const shown = shift.data;
  return (
    <OpsFrame pulse={<Pulse at={shown?.generated_at} failed={Boolean(shift.error)} />}>
      <div className="flex flex-col gap-4">
        <h1 className="sr-only">Operator console</h1>
        {shown ? (
          <Answer
            shift={shown}
            health={health.data}
            unanswered={{ shift: Boolean(shift.error), health: Boolean(health.error) }}
          />
        ) : null}
        <HealthStrip health={health.data} error={health.error} onRetry={() => void health.mutate()} />
      </div>
      {shown ? (
        <Suspense fallback={<TextSkeleton lines={6} />}>
          <ShiftEvidence shift={shown} />
        </Suspense>
      ) : null}
      {!shown && shift.error ? (
        <ErrorState error={shift.error} title="The console did not load" onRetry={() => void shift.mutate()} />
      ) : null}
      {!shown && !shift.error ? <TextSkeleton lines={6} /> : null}
      <Suspense fallback={<TextSkeleton lines={3} />}>
        <KeysPanel />
      </Suspense>
      <OrganizationsPanel initial={organizations} initialSearch={initialSearch} />
    </OpsFrame>
  );
}

function Pulse({ at, failed }: { at: string | undefined; failed: boolean }) {
  if (failed) {
    return (
      <Status tone="warn" shape="ring">
        Not refreshed since <Time at={at} as="second" />
      </Status>
    );
  }
  return (
    <Status tone="good" className="text-faint" title="Refreshes every ten seconds while you look. All times are UTC.">
      <span className="max-sm:hidden">As of </span>
      <Time at={at} as="second" />
      <span> UTC</span>
    </Status>
  );
}

function Answer({
  shift,
  health,
  unanswered,
}: {
  shift: Shift;
  health: Health | undefined;
  unanswered: { shift: boolean; health: boolean };
}) {
  const troubles = findTrouble(shift, health, unanswered);
  if (troubles.length === 0) {
    return (
      <p className="font-medium text-20">
        {health ? "Nothing is wrong." : "Nothing is wrong so far; asking what we lean on."}
      </p>
    );
  }
  const bad = troubles.filter(({ severity }) => severity === "bad").length;
  const mild = troubles.length - bad;
  return (
    <>
      <p className="text-pretty font-medium text-20">
        {bad > 0 ? `${formatCount(bad, "thing")} ${bad === 1 ? "is" : "are"} wrong` : "Nothing is broken"}
        {mild > 0 ? `; ${mild} ${mild === 1 ? "is" : "are"} worth a look.` : "."}
      </p>
      <TroubleList troubles={troubles} />
    </>
  );
}
