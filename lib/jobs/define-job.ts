import type { ZodType } from "zod";
import type { Log } from "../log/logger";

/** What a job's body receives. `deadline` is when its queue's turn is over (Unix ms): what is left by then is another job's. */
export type JobRun<T> = { data: T; jobId: string; attempt: number; deadline: number; log: Log };

/** Whom work is for: an organization, a person where it is about their account, or the platform. Also its fairness group. */
export type JobData = { org_id: string } | { person_id: string } | { rotation_id: string };

/** A kind of work that happens later. Its payload always names whom it is for. */
export type Job<T extends JobData> = QueuedJob & { schema: ZodType<T> };

/** A job as the queue sees it, whatever its payload is. */
export type QueuedJob = {
  name: string;
  retryLimit: number;
  expireInSeconds: number;
  execute: (data: unknown, run: Omit<JobRun<never>, "data">) => Promise<void>;
};

/** Throw this in a job for a failure that trying again cannot mend: it goes to the dead letters at once. */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
}

/**
 * Declares a job. It is delivered at least once: `run` must have one effect however often it runs.
 * @param options retryLimit defaults to 8 (exponential backoff from 5 s), expireInSeconds to 300
 */
export function defineJob<T extends JobData>(options: {
  name: string;
  schema: ZodType<T>;
  retryLimit?: number;
  expireInSeconds?: number;
  run: (run: JobRun<T>) => Promise<void>;
}): Job<T> {
  const { name, schema, run, retryLimit = 8, expireInSeconds = 300 } = options;
  return {
    name,
    schema,
    retryLimit,
    expireInSeconds,
    execute: (data, rest) => run({ ...rest, data: schema.parse(data) }),
  };
}
