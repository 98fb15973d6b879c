import { z } from "zod";
import { withTenant } from "../db/tenant";
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
  if (org.success) await record(org.data, { job, operatorId, requestId });
  return { id, job };
}

// The job is back in its queue whether or not its organization still exists to be told.
async function record(orgId: string, fact: { job: string; operatorId: string; requestId: string }): Promise<void> {
  await withTenant({ orgId, userId: fact.operatorId }, async (tx) => {
    const alive = await tx.selectFrom("organizations").select("id").where("id", "=", orgId).executeTakeFirst();
    if (!alive) return;
    await tx
      .insertInto("events")
      .values({
        org_id: orgId,
        name: "job.retried",
        subject_type: "organization",
        subject_id: orgId,
        actor_type: "operator",
        actor_id: fact.operatorId,
        data: { job: fact.job },
        request_id: fact.requestId,
      })
      .execute();
  });
}
