"use client";

import { useState } from "react";
import { mutate } from "swr";
import type { FailedJob } from "@/lib/ops/list-failed-jobs";
import { Button } from "../_ui/button";
import { useMutationApi } from "../_ui/data/use-mutation-api";
import { TextLink } from "../_ui/text-link";
import { Time } from "../_ui/time";
import { toastDone } from "../_ui/toast";

/** Jobs that failed for good, newest first, each with its reason and another try. */
export function FailedJobList({ jobs, total }: { jobs: readonly FailedJob[]; total: number }) {
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
