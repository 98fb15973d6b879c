"use client";

import { Suspense, useState } from "react";
import { late } from "@/app/_ui/late";
import type { KeysState } from "@/lib/keys/schemas";
import { Button } from "../_ui/button";
import { useMutationApi } from "../_ui/data/use-mutation-api";
import { PartError } from "../_ui/error-state";
import { Card, Section } from "../_ui/section";
import { TableSkeleton } from "../_ui/skeleton";
import { Status } from "../_ui/status";
import { DataTable } from "../_ui/table";
import { toastDone } from "../_ui/toast";
import { keyColumns } from "./key-columns";
import { EarlierRotations, RotationProgress } from "./rotation-progress";
import { useRefreshing } from "./use-refreshing";

const RotateDialog = late(() => import("./rotate-dialog").then((module) => module.RotateDialog));

const WHILE_MOVING_MS = 2_000;
const TONE = {
  nothing: { tone: "good", shape: "dot" },
  wait: { tone: "neutral", shape: "ring" },
  rotate: { tone: "warn", shape: "ring" },
  remove: { tone: "warn", shape: "ring" },
  resume: { tone: "bad", shape: "square" },
  missing: { tone: "bad", shape: "square" },
} as const;

/** Which keys this deployment encrypts under, how the last rotation goes, and what to do next. */
export function KeysPanel() {
  const [moving, setMoving] = useState(false);
  const keys = useRefreshing<KeysState>("/api/ops/keys", undefined, moving ? WHILE_MOVING_MS : undefined);
  // null = never opened: its code is not loaded yet.
  const [rotating, setRotating] = useState<boolean | null>(null);
  const shown = keys.data;
  const state = shown?.rotation?.state;
  const isMoving = state === "starting" || state === "running";
  if (isMoving !== moving) setMoving(isMoving);
  const isUnfinished = isMoving || state === "stopped";
  return (
    <div id="keys" className="min-w-0 scroll-mt-16">
      <Section
        title="Encryption keys"
        label="Encryption keys"
        hint="Each organization's data is under a key of its own; these wrap them"
        actions={
          shown ? (
            <Button size="small" disabled={isUnfinished} onClick={() => setRotating(true)}>
              Rotate
            </Button>
          ) : null
        }
      >
        <Card flush>
          {!shown && keys.error ? <PartError error={keys.error} onRetry={() => void keys.mutate()} /> : null}
          {!shown && !keys.error ? <TableSkeleton rows={3} label="Loading encryption keys" /> : null}
          {shown ? (
            <>
              <Next keys={shown} onResumed={() => void keys.mutate()} />
              {shown.rotation ? <RotationProgress rotation={shown.rotation} /> : null}
              <DataTable
                label="Key-encryption keys"
                rows={shown.versions.map((each) => ({
                  ...each,
                  is_removable: shown.next.removable.includes(each.version),
                }))}
                columns={keyColumns}
                rowKey={({ version }) => String(version)}
              />
              <EarlierRotations rotations={shown.earlier} />
            </>
          ) : null}
        </Card>
      </Section>
      <Suspense>
        {rotating === null ? null : (
          <RotateDialog open={rotating} onOpenChange={setRotating} onStarted={() => void keys.mutate()} />
        )}
      </Suspense>
    </div>
  );
}

function Next({ keys: { next, rotation }, onResumed }: { keys: KeysState; onResumed: () => void }) {
  const resume = useMutationApi<Record<string, never>>({
    method: "POST",
    path: () => `/api/ops/keys/rotations/${rotation?.id}/resumption`,
    body: () => undefined,
  });
  const resumeNow = async () => {
    await resume.run({});
    void toastDone("The rotation goes on");
    onResumed();
  };
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3">
      <div className="min-w-0 max-w-[48rem] flex-1 basis-72">
        <Status tone={TONE[next.kind].tone} shape={TONE[next.kind].shape} className="font-medium text-14">
          {next.title}
        </Status>
        <p className="mt-0.5 ml-4 text-pretty text-13 text-muted">{next.advice}</p>
      </div>
      {next.kind === "resume" ? (
        <Button
          look="primary"
          size="small"
          pending={resume.pending}
          onClick={() => void resumeNow().catch(() => undefined)}
        >
          Resume
        </Button>
      ) : null}
    </div>
  );
}
