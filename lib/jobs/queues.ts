import { boss } from "./boss";
import type { QueuedJob } from "./define-job";

/** Where jobs go that have failed for good; kept, shown and replayable. */
export const DEAD_LETTERS = "dead-letters";

const known = new Set<string>();

/** Makes the queue of a job if this database does not have it yet; once per process. */
export async function ensureQueue(job: QueuedJob): Promise<void> {
  if (known.has(job.name)) return;
  const instance = await boss();
  await instance.createQueue(DEAD_LETTERS, { retryLimit: 0, retentionSeconds: 90 * 86_400 });
  await instance.createQueue(job.name, {
    retryLimit: job.retryLimit,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: job.expireInSeconds,
    deadLetter: DEAD_LETTERS,
    deleteAfterSeconds: 7 * 86_400,
  });
  known.add(job.name);
}
