import { z } from "zod";
import { withTenant } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import type { OperatorContext } from "../http/with-operator";
import { retryDeadLetter } from "../jobs/dead-letters";

const OrgId = z.uuid();

/** Gives a job that failed for good another life, and says in its organization's history who did. */
export async function retryFailedJob(
  { operatorId, requestId, log }: Pick<OperatorContext, "operatorId" | "requestId" | "log">,
  id: string,
): Promise<{ id: string; job: string }> {
  const { job, org_id } = await retryDeadLetter(id);
  log.info({ job, job_id: id, org_id }, "an operator retried a failed job");
  const org = OrgId.safeParse(org_id);
  if (org.success) await record(org.data, { job, operatorId, requestId, log });
  return { id, job };
}

// The job is back in its queue whether or not its organization still exists to be told.
async function record(
  orgId: string,
  { job, operatorId, requestId, log }: Pick<OperatorContext, "operatorId" | "requestId" | "log"> & { job: string },
): Promise<void> {
  await withTenant({ orgId, userId: operatorId }, async (tx) => {
    const org = await tx
      .selectFrom("organizations")
      .select(["id", "slug", "name", "industry", "time_zone", "currency", "colour"])
      .where("id", "=", orgId)
      .executeTakeFirst();
    if (!org) return;
    await recordEvent(
      { org, tx, log, requestId, actor: { type: "operator", id: operatorId } },
      { name: "job.retried", subject: { type: "organization", id: orgId }, data: { job } },
    );
  });
}
