import { sql } from "kysely";
import { z } from "zod";
import { replayDelivery } from "../../calls/replay-delivery";
import { defineJob, type JobRun } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";

const BATCH = 50;
const LARGEST_ATTEMPTS = 8;

/**
 * Applies deliveries that were kept without effect: those of an agent that was paused (`received`) and those our side
 * failed to apply (`failed`), oldest first, each in its own transaction.
 */
export const applyKeptDeliveries = defineJob({
  name: "apply-kept-deliveries",
  schema: z.object({ org_id: z.uuid(), state: z.enum(["received", "failed"]) }),
  run: async (run) => {
    let after = "00000000-0000-0000-0000-000000000000";
    while (Date.now() < run.deadline) {
      const kept = await withJobContext(run, "apply-kept-deliveries", ({ tx, org }) =>
        tx
          .selectFrom("inbound_events as d")
          .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "d.agent_id").onRef("a.org_id", "=", "d.org_id"))
          .select("d.id")
          .where("d.org_id", "=", org.id)
          .where("d.state", "=", run.data.state)
          .where("d.attempts", "<", LARGEST_ATTEMPTS)
          .where("d.id", ">", after)
          .where("a.paused_at", "is", null)
          .orderBy("d.id")
          .limit(BATCH)
          .execute(),
      );
      for (const { id } of kept) {
        await applyOne(run, id);
        after = id;
      }
      if (kept.length < BATCH) return;
    }
    throw new Error("time was up before every kept delivery was applied");
  },
});

// A delivery that still cannot be applied must not hold up its neighbours: its attempt is counted, and the next one is tried.
async function applyOne(run: JobRun<{ org_id: string }>, id: string): Promise<void> {
  try {
    await withJobContext(run, "apply-kept-deliveries", (ctx) => replayDelivery(ctx, id));
  } catch (error) {
    run.log.warn({ error, delivery_id: id }, "a kept delivery still cannot be applied");
    const reason = error instanceof Error ? error.message : "unknown";
    await withJobContext(run, "apply-kept-deliveries", ({ tx, org }) =>
      tx
        .updateTable("inbound_events")
        .set({ state: "failed", error: reason, attempts: sql`attempts + 1` })
        .where("org_id", "=", org.id)
        .where("id", "=", id)
        .execute(),
    );
  }
}
