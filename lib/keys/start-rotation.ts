import { withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { rotateKeysJob } from "./jobs/rotate-keys";
import { ROTATE_KEYS, type RotationInput } from "./rotation";

/** Gives an organization a rotation, or the one it has under way another push. @returns the run's id */
export function startRotation(orgId: string, input: RotationInput): Promise<string> {
  return withTenant({ orgId }, async (tx) => {
    const running = await tx
      .selectFrom("job_runs")
      .select("id")
      .where("org_id", "=", orgId)
      .where("name", "=", ROTATE_KEYS)
      .where("state", "in", ["queued", "running"])
      .orderBy("id", "desc")
      .executeTakeFirst();
    const run =
      running ??
      (await tx
        .insertInto("job_runs")
        .values({ org_id: orgId, name: ROTATE_KEYS, input: JSON.stringify(input) })
        .returning("id")
        .executeTakeFirstOrThrow());
    await enqueue(tx, rotateKeysJob, { org_id: orgId, run_id: run.id });
    return run.id;
  });
}
