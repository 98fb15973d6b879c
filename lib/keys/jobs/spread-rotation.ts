import { sql } from "kysely";
import { z } from "zod";
import { newestKeyVersion } from "../../crypto/key-ring";
import { rewrapDataKeys } from "../../crypto/rewrap-data-keys";
import { withOperatorRole, withTenant } from "../../db/tenant";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withLiveJob } from "../../jobs/has-live-job";
import { Place, walk } from "../../jobs/walk";
import { keyRotationRow } from "../read-key-rotations";
import { SPREAD_ROTATION } from "../rotation";
import { startRotation } from "../start-rotation";
import { rotateKeysJob } from "./rotate-keys";

const PAGE = 100;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
const Payload = z.object({
  rotation_id: z.uuid(),
  /** Where the job before this one stopped. */
  place: Place.optional(),
});
type Payload = z.infer<typeof Payload>;
type Rotation = NonNullable<Awaited<ReturnType<typeof keyRotationRow>>>;
type Part = (run: JobRun<Payload>, rotation: Rotation, after: string) => Promise<string | null>;

/**
 * Spreads a rotation that an operator started: wraps the data keys of everybody anew (also of organizations that were deleted and may
 * come back), gives every organization its run, and pushes the runs that are unfinished. Goes on where it stopped.
 */
export const spreadRotationJob: Job<Payload> = defineJob({
  name: SPREAD_ROTATION,
  schema: Payload,
  run: async (run) => {
    const { rotation_id, place } = run.data;
    const rotation = await withOperatorRole((tx) => keyRotationRow(tx, rotation_id));
    if (!rotation) return;
    const rest = await walk(PARTS, { from: place, deadline: run.deadline }, (part, after) =>
      part(run, rotation, after ?? BEFORE_ALL),
    );
    if (rest) await withOperatorRole((tx) => enqueue(tx, spreadRotationJob, { rotation_id, place: rest }));
  },
});

// A job names its place among them: those that wait in the queue would be elsewhere if they changed places.
const PARTS: readonly Part[] = [wrapAnew, spread, push];

/**
 * Does a page one by one until the time is up, at least the first.
 * @returns the id after which to go on, null at the end of the last page
 */
async function eachOf<T extends { id: string }>(
  page: readonly T[],
  deadline: number,
  work: (one: T) => Promise<unknown>,
): Promise<string | null> {
  for (const [at, one] of page.entries()) {
    await work(one);
    if (at + 1 < page.length && Date.now() >= deadline) return one.id;
  }
  return page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
}

async function wrapAnew({ deadline, log }: JobRun<Payload>, { org_id }: Rotation, after: string) {
  const page = org_id ? [{ id: org_id }] : await staleAfter(after);
  return eachOf(page, deadline, ({ id }) =>
    // A data key that does not open keeps its organization's run from ending, not everybody else's from beginning.
    rewrapDataKeys(id).catch((error: unknown) =>
      log.error({ error, org_id: id }, "a data key could not be wrapped anew"),
    ),
  );
}

async function staleAfter(after: string): Promise<{ id: string }[]> {
  const { rows } = await withOperatorRole((tx) =>
    sql<{ id: string }>`
      select distinct org_id as id from public.data_keys
      where wrapped_key is not null and kek_version < ${newestKeyVersion()} and org_id > ${after}
      order by org_id limit ${PAGE}`.execute(tx),
  );
  return rows;
}

/** Gives everybody a run who has none yet. */
async function spread({ deadline }: JobRun<Payload>, rotation: Rotation, after: string) {
  const { id, org_id, started_by, new_data_keys, started_after, all_started } = rotation;
  if (all_started) return null;
  const first = after === BEFORE_ALL ? (started_after ?? BEFORE_ALL) : after;
  const page = org_id ? [{ id: org_id }] : await organizationsAfter(first);
  const last = await eachOf(page, deadline, async ({ id: orgId }) => {
    const part = { rotation_id: id, started_by, everywhere: org_id === null };
    await startRotation(orgId, { new_data_key: new_data_keys }, part);
    await note(id, orgId, false);
  });
  if (last === null) await note(id, null, true);
  return last;
}

function organizationsAfter(after: string): Promise<{ id: string }[]> {
  return withOperatorRole((tx) =>
    tx
      .selectFrom("organizations")
      .select("id")
      .where("deleted_at", "is", null)
      .where("id", ">", after)
      .orderBy("id")
      .limit(PAGE)
      .execute(),
  );
}

function note(id: string, after: string | null, everybody: boolean) {
  return withOperatorRole((tx) =>
    sql`select private.note_key_rotation(${id}::uuid, ${after}::uuid, ${everybody})`.execute(tx),
  );
}

/**
 * Everybody has a run, and had when this job began: those that are unfinished and have no job any more get one, those of
 * organizations that are gone end.
 */
async function push({ deadline }: JobRun<Payload>, { id, all_started }: Rotation, after: string) {
  if (!all_started) return null;
  const left = await withOperatorRole((tx) =>
    tx
      .selectFrom("job_runs as r")
      .innerJoin("organizations as o", "o.id", "r.org_id")
      .select(["r.id", "r.org_id", "o.deleted_at"])
      .where("r.rotation_id", "=", id)
      .where("r.state", "in", ["queued", "running"])
      .where("r.id", ">", after)
      .orderBy("r.id")
      .limit(PAGE)
      .execute(),
  );
  const live = await withLiveJob(
    rotateKeysJob.name,
    "run_id",
    left.map((run) => run.id),
  );
  return eachOf(left, deadline, async ({ id: run_id, org_id, deleted_at }) => {
    if (deleted_at) await end(org_id, run_id);
    else if (!live.has(run_id))
      await withTenant({ orgId: org_id }, (tx) => enqueue(tx, rotateKeysJob, { org_id, run_id }));
  });
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
