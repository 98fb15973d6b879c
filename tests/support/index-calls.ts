import { indexCallsJob } from "@/lib/calls/jobs/index-calls";
import { logger } from "@/lib/log/logger";

/** Brings the search index of an organization up to now, as the job of each minute does. */
export async function indexAllCalls(orgId: string): Promise<void> {
  const run = { jobId: "test", attempt: 1, deadline: Date.now() + 600_000, log: logger() };
  for (let turn = 0; turn < 100; turn++) {
    await indexCallsJob.execute({ org_id: orgId }, run);
    if (await isCaughtUp(orgId)) return;
  }
  throw new Error("the search index did not catch up");
}

async function isCaughtUp(orgId: string): Promise<boolean> {
  const { database } = await import("./database");
  const [row] = await database()<{ done: boolean }[]>`
    select history_before is null as done from public.search_progress where org_id = ${orgId}`;
  return row?.done ?? false;
}
