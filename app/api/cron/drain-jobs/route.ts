import { enqueueIndexing } from "@/lib/calls/enqueue-indexing";
import { withCron } from "@/lib/http/with-cron";
import { enqueueFailedDeliveries } from "@/lib/ingest/enqueue-failed-deliveries";
import { jobRegistry } from "@/lib/job-registry";
import { drainJobs } from "@/lib/jobs/drain";
import { enqueueMoves } from "@/lib/phi/enqueue-moves";

export const maxDuration = 60;

export const GET = withCron(async () => {
  const deadline = Date.now() + 50_000;
  const retried = await enqueueFailedDeliveries();
  const indexed = await enqueueIndexing();
  const moved = await enqueueMoves();
  return {
    retried_organizations: retried,
    indexed_organizations: indexed,
    moved_organizations: moved,
    ...(await drainJobs(jobRegistry, deadline)),
  };
});
