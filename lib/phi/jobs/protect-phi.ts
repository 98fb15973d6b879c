import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../auth/context";
import { recordEvent } from "../../events/record-event";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { movableTables } from "../movable-tables";
import { countRowsToMove, movePhi } from "../move-phi";
import { announceMove, PROTECT_PHI } from "../protection";

const BATCH = 100;
/** Longer than any process remembers whether to seal (`phi_vaults`): what it wrote until then is met by the next pass. */
const SETTING_GOES_AROUND = "20 seconds";

const Payload = z.object({
  org_id: z.uuid(),
  run_id: z.uuid(),
  /** Where the run before this one stopped. */
  place: z.object({ table: z.number().int(), after: z.string() }).optional(),
});
type Payload = z.infer<typeof Payload>;

/**
 * Brings everything an organization keeps of health data to the form that its protection asks for: sealed or plain. Each batch
 * commits with its progress, and a row in the right form is passed over, so a killed run goes on and turning round in the middle
 * is no harm.
 */
export const protectPhiJob: Job<Payload> = defineJob({
  name: PROTECT_PHI,
  schema: Payload,
  run: async (run) => {
    const open = <T>(work: (ctx: Context) => Promise<T>) => withJobContext(run, PROTECT_PHI, work);
    await open((ctx) => begin(ctx, run.data.run_id));
    const place = await moveAll(run, open);
    if (place) return open((ctx) => enqueue(ctx.tx, protectPhiJob, { ...run.data, place }));
    await open((ctx) => finish(ctx, run.data.run_id));
  },
});

async function begin(ctx: Context, runId: string): Promise<void> {
  const { state } = await ctx.tx
    .selectFrom("job_runs")
    .select("state")
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", runId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (state === "queued") await change(ctx, runId, { state: "running", total: await countRowsToMove(ctx) });
}

type Open = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/** @returns where to go on when the time was up, undefined when everything has moved */
async function moveAll(run: JobRun<Payload>, open: Open): Promise<Payload["place"]> {
  const first = run.data.place?.table ?? 0;
  for (const [at, table] of movableTables.entries()) {
    if (at < first) continue;
    let after: string | null = at === first ? (run.data.place?.after ?? null) : null;
    do {
      if (Date.now() >= run.deadline) return { table: at, after: after ?? "00000000-0000-0000-0000-000000000000" };
      const from: string | null = after;
      after = await open(async (ctx) => {
        const { done, failed, last } = await movePhi(ctx, table, from, BATCH);
        if (done + failed > 0)
          await change(ctx, run.data.run_id, { done: sql`done + ${done}`, failed: sql`failed + ${failed}` });
        return last;
      });
    } while (after !== null);
  }
  return undefined;
}

async function finish(ctx: Context, runId: string): Promise<void> {
  const row = await change(ctx, runId, { state: "completed", finished_at: sql`clock_timestamp()` });
  if (!row) return;
  // Until the setting has gone around, another pass has to follow: the schedule of each minute gives it.
  const settled = await ctx.tx
    .updateTable("organizations")
    .set({ phi_kept_as: sql<boolean>`phi_protection` })
    .where("id", "=", ctx.org.id)
    .where(sql<boolean>`phi_changed_at < ${row.created_at} - ${SETTING_GOES_AROUND}::interval`)
    .returning("phi_protection")
    .executeTakeFirst();
  if (!settled) return;
  await recordEvent(ctx, {
    name: "organization.phi_moved",
    subject: { type: "organization", id: ctx.org.id },
    data: { is_protected: settled.phi_protection, rows: row.done, failed: row.failed },
  });
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
  if (row) await announceMove(ctx, row);
  return row;
}
