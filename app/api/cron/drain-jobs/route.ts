import { enqueueIndexing } from "@/lib/calls/enqueue-indexing";
import { withCron } from "@/lib/http/with-cron";
import { enqueueFailedDeliveries } from "@/lib/ingest/enqueue-failed-deliveries";
import { jobRegistry } from "@/lib/job-registry";
import { drainJobs } from "@/lib/jobs/drain";
import { enqueueMoves } from "@/lib/phi/enqueue-moves";

export const maxDuration = 60;

/** Runs what is queued. The cron of each minute first looks for what nobody has queued; `?only=queued` leaves that out. */
export const GET = withCron(async ({ request }) => {
  const deadline = Date.now() + 50_000;
  const onlyQueued = new URL(request.url).searchParams.get("only") === "queued";
  const found = onlyQueued ? {} : await enqueueWhatIsBehind();
  return { ...found, ...(await drainJobs(jobRegistry, deadline)) };
});

async function enqueueWhatIsBehind() {
  const retried = await enqueueFailedDeliveries();
  const indexed = await enqueueIndexing();
  const moved = await enqueueMoves();
  return { retried_organizations: retried, indexed_organizations: indexed, moved_organizations: moved };
}
