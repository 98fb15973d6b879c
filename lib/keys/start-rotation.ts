import { sql } from "kysely";
import { type Tx, withTenant } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { logger } from "../log/logger";
import { rotateKeysJob } from "./jobs/rotate-keys";
import { type PartOf, ROTATE_KEYS, type RotationInput, SPREAD_ROTATION } from "./rotation";

/**
 * Gives an organization a rotation, or the one it has under way another push if that does at least what is asked for. As part of
 * an operator's rotation each organization gets one run, however often it is asked, and its own audit log says who rotates its
 * keys, also when a run that was there becomes the part.
 * @returns the run's id
 */
export function startRotation(orgId: string, input: RotationInput, part?: PartOf): Promise<string> {
  return withTenant({ orgId }, async (tx) => {
    const own = part && (await partOf(tx, orgId, part));
    if (own?.state === "completed") return own.id;
    const id = own?.id ?? (await adoptRun(tx, orgId, input, part)) ?? (await makeRun(tx, orgId, input, part));
    await enqueue(tx, rotateKeysJob, { org_id: orgId, run_id: id });
    return id;
  });
}

function runsOf(tx: Tx, orgId: string) {
  return tx.selectFrom("job_runs").where("org_id", "=", orgId).where("name", "=", ROTATE_KEYS).orderBy("id", "desc");
}

function partOf(tx: Tx, orgId: string, { rotation_id }: PartOf) {
  return runsOf(tx, orgId).select(["id", "state"]).where("rotation_id", "=", rotation_id).executeTakeFirst();
}

const makesDataKey = sql<boolean>`(input ->> 'new_data_key')::boolean`;

/** An unfinished run that does at least as much, now part of the operator's rotation if it is for one. */
async function adoptRun(tx: Tx, orgId: string, { new_data_key }: RotationInput, part?: PartOf) {
  let unfinished = runsOf(tx, orgId).select(["id", makesDataKey.as("new_data_key")]);
  // A run makes its data key when it begins. An operator wants one made from now on; the command goes on with its own.
  const states = new_data_key && part ? (["queued"] as const) : (["queued", "running"] as const);
  unfinished = unfinished.where("state", "in", states);
  if (new_data_key) unfinished = unfinished.where(makesDataKey);
  const run = await unfinished.executeTakeFirst();
  if (!run || !part) return run?.id;
  await tx
    .updateTable("job_runs")
    .set({ rotation_id: part.rotation_id })
    .where("org_id", "=", orgId)
    .where("id", "=", run.id)
    .execute();
  await recordStart(tx, orgId, { new_data_key: run.new_data_key, part });
  return run.id;
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
