import { enqueueIndexing } from "@/lib/calls/enqueue-indexing";
import { withCron } from "@/lib/http/with-cron";
import { enqueueUnappliedDeliveries } from "@/lib/ingest/enqueue-unapplied-deliveries";
import { jobRegistry } from "@/lib/job-registry";
import { drainJobs } from "@/lib/jobs/drain";
import { eachInTurn } from "@/lib/jobs/each-in-turn";
import { enqueueMoves } from "@/lib/phi/enqueue-moves";

export const maxDuration = 60;

/**
 * Runs what is queued. The cron of each minute first looks for what nobody has queued; `?only=queued` leaves that out. A look
 * that fails keeps nothing from being run: the answer says so afterwards.
 */
export const GET = withCron(async ({ request }) => {
  const deadline = Date.now() + 50_000;
  const drain = () => drainJobs(jobRegistry, deadline);
  if (new URL(request.url).searchParams.get("only") === "queued") return drain();
  const { drained, ...found } = await eachInTurn({
    retried_organizations: enqueueUnappliedDeliveries,
    indexed_organizations: enqueueIndexing,
    moved_organizations: enqueueMoves,
    drained: drain,
  });
  return { ...found, ...drained };
});
