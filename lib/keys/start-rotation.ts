import { type Tx, withTenant } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { logger } from "../log/logger";
import { rotateKeysJob } from "./jobs/rotate-keys";
import { type PartOf, ROTATE_KEYS, type RotationInput, SPREAD_ROTATION } from "./rotation";

/**
 * Gives an organization a rotation, or the one it has under way another push. As part of an operator's rotation each
 * organization gets one run, however often it is asked, and its own audit log says who rotates its keys.
 * @returns the run's id
 */
export function startRotation(orgId: string, input: RotationInput, part?: PartOf): Promise<string> {
  return withTenant({ orgId }, async (tx) => {
    const known = await tx
      .selectFrom("job_runs")
      .select(["id", "rotation_id", "state"])
      .where("org_id", "=", orgId)
      .where("name", "=", ROTATE_KEYS)
      .where((run) => {
        const unfinished = run("state", "in", ["queued", "running"]);
        return part ? run.or([unfinished, run("rotation_id", "=", part.rotation_id)]) : unfinished;
      })
      .orderBy("id", "desc")
      .executeTakeFirst();
    if (known?.state === "completed") return known.id;
    const id = known?.id ?? (await makeRun(tx, orgId, input, part));
    if (known && part && known.rotation_id !== part.rotation_id) {
      await tx
        .updateTable("job_runs")
        .set({ rotation_id: part.rotation_id })
        .where("org_id", "=", orgId)
        .where("id", "=", id)
        .execute();
    }
    await enqueue(tx, rotateKeysJob, { org_id: orgId, run_id: id });
    return id;
  });
}

async function makeRun(tx: Tx, orgId: string, { new_data_key }: RotationInput, part?: PartOf): Promise<string> {
  const { id } = await tx
    .insertInto("job_runs")
    .values({
      ...{ org_id: orgId, name: ROTATE_KEYS, input: JSON.stringify({ new_data_key }) },
      ...(part ? { rotation_id: part.rotation_id, started_by: part.started_by } : {}),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (part) await recordStart(tx, orgId, { new_data_key, part });
  return id;
}

async function recordStart(tx: Tx, orgId: string, { new_data_key, part }: RotationInput & { part: PartOf }) {
  const org = await tx
    .selectFrom("organizations")
    .select(["id", "slug", "name", "industry", "time_zone", "currency", "colour"])
    .where("id", "=", orgId)
    .executeTakeFirstOrThrow();
  const { rotation_id, started_by, everywhere } = part;
  await recordEvent(
    {
      org,
      tx,
      log: logger(),
      requestId: rotation_id,
      actor: started_by ? { type: "operator", id: started_by } : { type: "job", id: SPREAD_ROTATION },
    },
    {
      name: "organization.key_rotation_started",
      subject: { type: "organization", id: orgId },
      data: { new_data_key, everywhere },
    },
  );
}
