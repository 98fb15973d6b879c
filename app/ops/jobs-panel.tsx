"use client";

import { useState } from "react";
import { mutate } from "swr";
import type { QueueState } from "@/lib/jobs/read-queues";
import type { FailedJob } from "@/lib/ops/list-failed-jobs";
import { Button } from "../_ui/button";
import { useMutationApi } from "../_ui/data/use-mutation-api";
import type { Column } from "../_ui/table";
import { DataTable } from "../_ui/table";
import { TextLink } from "../_ui/text-link";
import { Time } from "../_ui/time";
import { toastDone } from "../_ui/toast";
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

/** Jobs that failed for good, newest first, each with its reason and another try. */
export function FailedJobs({ jobs, total }: { jobs: readonly FailedJob[]; total: number }) {
  if (jobs.length === 0) return <Nothing>No job has failed for good.</Nothing>;
  return (
    <ul aria-label="Failed jobs">
      {jobs.map((job) => (
        <FailedJobRow key={job.id} job={job} />
      ))}
      {total > jobs.length ? (
        <li className="px-4 py-2.5 text-12 text-faint">
          The newest {jobs.length} of {total.toLocaleString("en-US")}.
        </li>
      ) : null}
    </ul>
  );
}

function FailedJobRow({ job }: { job: FailedJob }) {
  const [retried, setRetried] = useState(false);
  const { run, pending } = useMutationApi<Record<string, never>>({
    method: "POST",
    path: () => `/api/ops/failed_jobs/${job.id}/retries`,
    body: () => undefined,
    invalidates: () => ["/api/ops/shift"],
  });
  const retry = async () => {
    await run({});
    setRetried(true);
    void toastDone(`${job.job} is back in its queue.`);
    void mutate("/api/ops/shift");
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2 text-13">
          <code className="font-mono text-12">{job.job}</code>
          {job.org_slug ? <TextLink href={`/${job.org_slug}/overview`}>{job.org_name}</TextLink> : null}
          <span className="text-12 text-faint">
            <Time at={job.failed_at} />
            {job.attempts ? ` after ${job.attempts === 1 ? "1 attempt" : `${job.attempts} attempts`}` : ""}
          </span>
        </p>
        <p className="mt-0.5 break-words text-13 text-muted">{job.reason}</p>
      </div>
      <Button size="small" pending={pending} disabled={retried} onClick={() => void retry().catch(() => undefined)}>
        {retried ? "Back in its queue" : "Try again"}
      </Button>
    </li>
  );
}

function age(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
