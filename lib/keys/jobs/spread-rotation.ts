import { sql } from "kysely";
import { z } from "zod";
import { newestKeyVersion } from "../../crypto/key-ring";
import { rewrapDataKeys } from "../../crypto/rewrap-data-keys";
import { withOperatorRole, withTenant } from "../../db/tenant";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { keyRotationRow } from "../read-key-rotations";
import { SPREAD_ROTATION } from "../rotation";
import { startRotation } from "../start-rotation";
import { rotateKeysJob } from "./rotate-keys";

const PAGE = 100;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
const Payload = z.object({ rotation_id: z.uuid() });
type Payload = z.infer<typeof Payload>;
type Rotation = NonNullable<Awaited<ReturnType<typeof keyRotationRow>>>;

/**
 * Spreads a rotation that an operator started: wraps the data keys of everybody anew (also of organizations that were deleted and may
 * come back), gives every organization its run, and pushes the runs that are unfinished. Goes on where it stopped.
 */
export const spreadRotationJob: Job<Payload> = defineJob({
  name: SPREAD_ROTATION,
  schema: Payload,
  run: async (run) => {
    const { rotation_id } = run.data;
    const rotation = await withOperatorRole((tx) => keyRotationRow(tx, rotation_id));
    if (!rotation) return;
    const isDone =
      (await wrapAnew(run, rotation)) &&
      (rotation.all_started ? await push(run, rotation) : await spread(run, rotation));
    if (!isDone) await withOperatorRole((tx) => enqueue(tx, spreadRotationJob, run.data));
  },
});

/** @returns false when the time was up before all were wrapped */
async function wrapAnew(run: JobRun<Payload>, { org_id }: Rotation): Promise<boolean> {
  for (let after: string | undefined = BEFORE_ALL; after; ) {
    const page: string[] = org_id ? [org_id] : await staleAfter(after);
    for (const id of page) {
      if (Date.now() >= run.deadline) return false;
      // A data key that does not open keeps its organization's run from ending, not everybody else's from beginning.
      await rewrapDataKeys(id).catch((error: unknown) =>
        run.log.error({ error, org_id: id }, "a data key could not be wrapped anew"),
      );
    }
    after = page.length === PAGE ? page.at(-1) : undefined;
  }
  return true;
}

async function staleAfter(after: string): Promise<string[]> {
  const { rows } = await withOperatorRole((tx) =>
    sql<{ org_id: string }>`
      select distinct org_id from public.data_keys
      where wrapped_key is not null and kek_version < ${newestKeyVersion()} and org_id > ${after}
      order by org_id limit ${PAGE}`.execute(tx),
  );
  return rows.map(({ org_id }) => org_id);
}

/** @returns false when the time was up before everybody had a run */
async function spread(run: JobRun<Payload>, rotation: Rotation): Promise<boolean> {
  const { id, org_id, started_by, new_data_keys } = rotation;
  for (let after = rotation.started_after ?? BEFORE_ALL; ; ) {
    const page: string[] = org_id ? [org_id] : await organizationsAfter(after);
    for (const orgId of page) {
      if (Date.now() >= run.deadline) return false;
      const part = { rotation_id: id, started_by, everywhere: org_id === null };
      await startRotation(orgId, { new_data_key: new_data_keys }, part);
      await note(id, orgId, false);
    }
    const last = page.at(-1);
    if (org_id || page.length < PAGE || !last) break;
    after = last;
  }
  await note(id, null, true);
  return true;
}

async function organizationsAfter(after: string): Promise<string[]> {
  const rows = await withOperatorRole((tx) =>
    tx
      .selectFrom("organizations")
      .select("id")
      .where("deleted_at", "is", null)
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

function note(id: string, after: string | null, everybody: boolean) {
  return withOperatorRole((tx) =>
    sql`select private.note_key_rotation(${id}::uuid, ${after}::uuid, ${everybody})`.execute(tx),
  );
}

/**
 * Everybody has a run: those that are unfinished get another job, those of organizations that are gone end.
 * @returns false when the time was up
 */
async function push(run: JobRun<Payload>, { id }: Rotation): Promise<boolean> {
  for (let after = BEFORE_ALL; ; ) {
    const from = after;
    const left = await withOperatorRole((tx) =>
      tx
        .selectFrom("job_runs as r")
        .innerJoin("organizations as o", "o.id", "r.org_id")
        .select(["r.id", "r.org_id", "o.deleted_at"])
        .where("r.rotation_id", "=", id)
        .where("r.state", "in", ["queued", "running"])
        .where("r.id", ">", from)
        .orderBy("r.id")
        .limit(PAGE)
        .execute(),
    );
    for (const { id: runId, org_id, deleted_at } of left) {
      if (Date.now() >= run.deadline) return false;
      if (deleted_at) await end(org_id, runId);
      else await withTenant({ orgId: org_id }, (tx) => enqueue(tx, rotateKeysJob, { org_id, run_id: runId }));
    }
    const last = left.at(-1);
    if (left.length < PAGE || !last) return true;
    after = last.id;
  }
}

function end(orgId: string, runId: string) {
  return withTenant({ orgId }, (tx) =>
    tx
      .updateTable("job_runs")
      .set({ state: "failed", error: "the organization no longer exists", finished_at: sql`clock_timestamp()` })
      .where("org_id", "=", orgId)
      .where("id", "=", runId)
      .execute(),
  );
}
