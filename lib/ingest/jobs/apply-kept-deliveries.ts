import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../auth/context";
import { replayDelivery } from "../../calls/replay-delivery";
import { recordEvent } from "../../events/record-event";
import { defineJob, type Job, type JobRun } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";

const NAME = "apply-kept-deliveries";
const BATCH = 50;
const LARGEST_ATTEMPTS = 8;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

const Payload = z.object({
  org_id: z.uuid(),
  state: z.enum(["received", "failed"]),
  /** The last delivery that had its turn, where an earlier job's time was up. */
  after: z.uuid().optional(),
});
type Payload = z.infer<typeof Payload>;

/**
 * Applies deliveries that were kept without effect: those of an agent that was paused (`received`) and those our side
 * failed to apply (`failed`), oldest first, each in its own transaction. When its time is up it hands the rest to a job of
 * its own.
 */
export const applyKeptDeliveries: Job<Payload> = defineJob({
  name: NAME,
  schema: Payload,
  run: async (run) => {
    const open = <T>(work: (ctx: Context) => Promise<T>) => withJobContext(run, NAME, work);
    let after = run.data.after ?? BEFORE_ALL;
    while (Date.now() < run.deadline) {
      const kept = await open((ctx) => keptAfter(ctx, run.data.state, after));
      let changed = 0;
      for (const { id } of kept) {
        if (Date.now() >= run.deadline) break;
        if (await applyOne(run, id)) changed += 1;
        after = id;
      }
      if (changed > 0) await open((ctx) => announce(ctx, changed));
      if (kept.length < BATCH && after === (kept.at(-1)?.id ?? after)) return;
    }
    await open((ctx) => enqueue(ctx.tx, applyKeptDeliveries, { ...run.data, after }));
  },
});

function keptAfter({ tx, org }: Context, state: Payload["state"], after: string): Promise<{ id: string }[]> {
  return tx
    .selectFrom("inbound_events as d")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "d.agent_id").onRef("a.org_id", "=", "d.org_id"))
    .select("d.id")
    .where("d.org_id", "=", org.id)
    .where("d.state", "=", state)
    .where("d.attempts", "<", LARGEST_ATTEMPTS)
    .where("d.id", ">", after)
    .where("a.paused_at", "is", null)
    .orderBy("d.id")
    .limit(BATCH)
    .execute();
}

/**
 * A delivery that still cannot be applied must not hold up its neighbours: its attempt is counted, and the next one is tried.
 * One that somebody else has settled meanwhile is left as it is.
 * @returns whether its state changed
 */
async function applyOne(run: JobRun<Payload>, id: string): Promise<boolean> {
  const { state } = run.data;
  try {
    return await withJobContext(run, NAME, async (ctx) => {
      if (!(await isStill(ctx, id, state))) return false;
      await replayDelivery(ctx, id);
      return true;
    });
  } catch (error) {
    run.log.warn({ error, delivery_id: id }, "a kept delivery still cannot be applied");
    const reason = error instanceof Error ? error.message : "unknown";
    const noted = await withJobContext(run, NAME, ({ tx, org }) =>
      tx
        .updateTable("inbound_events")
        .set({ state: "failed", error: reason, attempts: sql`attempts + 1` })
        .where("org_id", "=", org.id)
        .where("id", "=", id)
        .where("state", "=", state)
        .executeTakeFirst(),
    );
    return state !== "failed" && noted.numUpdatedRows > 0n;
  }
}

async function isStill({ tx, org }: Context, id: string, state: Payload["state"]): Promise<boolean> {
  const found = await tx
    .selectFrom("inbound_events")
    .select("id")
    .where("org_id", "=", org.id)
    .where("id", "=", id)
    .where("state", "=", state)
    .executeTakeFirst();
  return found !== undefined;
}

// A delivery that changes nothing of its call states no other fact, and lists and the inbox's banner speak of it.
function announce(ctx: Context, deliveries: number): Promise<void> {
  return recordEvent(ctx, { name: "delivery.replayed", subject: { type: "job_run" }, data: { deliveries } });
}
