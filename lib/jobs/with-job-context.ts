import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import type { JobRun } from "./define-job";
import { PermanentError } from "./define-job";

/** Opens the organization's transaction for a job: verbs called from it see a `job` actor. An organization that is gone ends the job for good, unless the job is for deleted ones too. */
export function withJobContext<D extends { org_id: string }, T>(
  run: JobRun<D>,
  name: string,
  work: (ctx: Context) => Promise<T>,
  { evenDeleted = false } = {},
): Promise<T> {
  return withTenant({ orgId: run.data.org_id }, async (tx) => {
    const org = await tx
      .selectFrom("organizations")
      .select(["id", "slug", "name", "industry", "time_zone", "currency", "colour"])
      .where("id", "=", run.data.org_id)
      .$if(!evenDeleted, (query) => query.where("deleted_at", "is", null))
      .executeTakeFirst();
    if (!org) throw new PermanentError("the organization no longer exists");
    return work({ org, tx, log: run.log, requestId: run.jobId, actor: { type: "job", id: name } });
  });
}
