import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../auth/context";
import { encryptedColumns } from "../../crypto/encrypted-columns";
import { FORGET_AFTER_S } from "../../crypto/forget-data-keys";
import { countFieldsToMove, moveFields } from "../../crypto/move-fields";
import { knownDataKeys } from "../../crypto/read-data-keys";
import { rewrapDataKeys } from "../../crypto/rewrap-data-keys";
import { addDataKey } from "../../crypto/writing-key";
import { recordEvent } from "../../events/record-event";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { announceRotation, ROTATE_KEYS, RotationInput } from "../rotation";
import { forgetDataKeysJob } from "./forget-data-keys";

const BATCH = 50;
const Payload = z.object({ org_id: z.uuid(), run_id: z.uuid() });
type Payload = z.infer<typeof Payload>;

/**
 * Rotates the keys of one organization: its data keys are wrapped by the newest key-encryption key, a new data key is made if
 * that was asked for, and every field moves under the newest, batch by batch. Each batch commits with its progress, and a field that
 * has moved is recognised by its version: a killed run goes on, and two at once do no harm.
 */
export const rotateKeysJob: Job<Payload> = defineJob({
  name: ROTATE_KEYS,
  schema: Payload,
  run: async (run) => {
    await rewrapDataKeys(run.data.org_id);
    const open = <T>(work: (ctx: Context) => Promise<T>) => withJobContext(run, ROTATE_KEYS, work);
    await open((ctx) => begin(ctx, run.data.run_id));
    if (!(await moveAll(run, open))) return open((ctx) => enqueue(ctx.tx, rotateKeysJob, run.data));
    await open((ctx) => finish(ctx, run.data.run_id));
  },
});

// The new data key and the fact that it was made commit together: no second run makes another.
async function begin(ctx: Context, runId: string): Promise<void> {
  const run = await ctx.tx
    .selectFrom("job_runs")
    .select(["state", "input"])
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (run.state !== "queued") return;
  const known = await knownDataKeys(ctx.tx);
  if (RotationInput.parse(run.input).new_data_key && known.length > 0) await addDataKey(ctx.tx, ctx.org.id, known);
  await change(ctx, runId, { state: "running", total: await countFieldsToMove(ctx.tx, ctx.org.id) });
}

type Open = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/** @returns false when the time was up before everything had moved */
async function moveAll(run: JobRun<Payload>, open: Open): Promise<boolean> {
  for (const column of encryptedColumns) {
    let after: string | null = null;
    do {
      if (Date.now() >= run.deadline) return false;
      const from: string | null = after;
      after = await open(async (ctx) => {
        const { done, failed, last } = await moveFields(ctx.tx, ctx.org.id, column, from, BATCH);
        if (done + failed > 0)
          await change(ctx, run.data.run_id, { done: sql`done + ${done}`, failed: sql`failed + ${failed}` });
        return last;
      });
    } while (after !== null);
  }
  return true;
}

async function finish(ctx: Context, runId: string): Promise<void> {
  const row = await change(ctx, runId, { state: "completed", finished_at: sql`clock_timestamp()` });
  if (!row) return;
  await recordEvent(ctx, {
    name: "organization.keys_rotated",
    subject: { type: "organization", id: ctx.org.id },
    data: { fields: row.done, failed: row.failed },
  });
  await enqueue(ctx.tx, forgetDataKeysJob, { org_id: ctx.org.id }, { startAfter: FORGET_AFTER_S + 60 });
}

async function change(ctx: Context, runId: string, set: object) {
  const row = await ctx.tx
    .updateTable("job_runs")
    .set(set)
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .where("state", "in", ["queued", "running"])
    .returningAll()
    .executeTakeFirst();
  if (row) await announceRotation(ctx, row);
  return row;
}
