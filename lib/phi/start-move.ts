import type { Tx } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { protectPhiJob } from "./jobs/protect-phi";
import { PROTECT_PHI } from "./protection";

/** Gives an organization a move of what it keeps, or the one under way another push. @returns the run's id */
export async function startMove(tx: Tx, orgId: string): Promise<string> {
  const running = await tx
    .selectFrom("job_runs")
    .select("id")
    .where("org_id", "=", orgId)
    .where("name", "=", PROTECT_PHI)
    .where("state", "in", ["queued", "running"])
    .executeTakeFirst();
  const run =
    running ??
    (await tx
      .insertInto("job_runs")
      .values({ org_id: orgId, name: PROTECT_PHI })
      .returning("id")
      .executeTakeFirstOrThrow());
  await enqueue(tx, protectPhiJob, { org_id: orgId, run_id: run.id }, { singletonKey: run.id, singletonSeconds: 5 });
  return run.id;
}
