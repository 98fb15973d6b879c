"use client";

import { Suspense } from "react";
import { late } from "@/app/_ui/late";
import type { QueueState } from "@/lib/jobs/read-queues";
import type { FailedJob } from "@/lib/ops/list-failed-jobs";
import { TextSkeleton } from "../_ui/skeleton";
import { DataTable } from "../_ui/table";
import type { Column } from "../_ui/table-column";
import { PhoneWord } from "./phone-word";
import { Nothing } from "./shift-part";

/** Above this the scheduler, which comes every minute, has not been here. */
const OLD_S = 120;

const quiet = (value: number) => (
  <span className={value === 0 ? "text-faint" : undefined}>{value.toLocaleString("en-US")}</span>
);

const queueColumns: Column<QueueState>[] = [
  { key: "name", head: "Queue", phone: "title", cell: ({ name }) => <code className="font-mono text-12">{name}</code> },
  {
    key: "waiting",
    head: "Waiting",
    align: "right",
    phone: "aside",
    cell: ({ waiting }) => (
      <>
        {quiet(waiting)}
        <PhoneWord>waiting</PhoneWord>
      </>
    ),
  },
  { key: "retrying", head: "Retrying", align: "right", hideBelow: "md", cell: ({ retrying }) => quiet(retrying) },
  { key: "deferred", head: "Put off", align: "right", hideBelow: "md", cell: ({ deferred }) => quiet(deferred) },
  {
    key: "active",
    head: "Running",
    align: "right",
    phone: "meta",
    cell: ({ active }) => (
      <>
        {quiet(active)}
        <PhoneWord>running</PhoneWord>
      </>
    ),
  },
  {
    key: "oldest",
    head: "Oldest waits",
    align: "right",
    phone: "detail",
    cell: ({ oldest_s }) =>
      oldest_s === null ? (
        <span className="text-faint max-sm:hidden">–</span>
      ) : (
        <span className={oldest_s > OLD_S ? "font-medium text-warn" : undefined}>
          {age(oldest_s)}
          <PhoneWord>the oldest</PhoneWord>
        </span>
      ),
  },
];

export function QueueTable({ queues }: { queues: readonly QueueState[] }) {
  if (queues.length === 0) return <Nothing>No job has ever been queued.</Nothing>;
  return <DataTable label="Queues" rows={queues} columns={queueColumns} rowKey={({ name }) => name} />;
}

/** Loaded by the first job that fails: a quiet shift never needs it. */
const FailedJobList = late(() => import("./failed-job-list").then((module) => module.FailedJobList));

export function FailedJobs({ jobs, total }: { jobs: readonly FailedJob[]; total: number }) {
  if (jobs.length === 0) return <Nothing>No job has failed for good.</Nothing>;
  return (
    <Suspense fallback={<TextSkeleton lines={jobs.length} />}>
      <FailedJobList jobs={jobs} total={total} />
    </Suspense>
  );
}

function age(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
