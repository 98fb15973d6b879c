import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withOperatorRole } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { withJobContext } from "../jobs/with-job-context";
import type { Log } from "../log/logger";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";

const NAME = "run-out-visits";
const AT_ONCE = 200;

/**
 * Writes into organizations' histories the end of visits that no button ended: each once, and as of when its time was over. The
 * door was shut by then; this is what its admins read of it. @returns how many
 */
export async function runOutVisits({ requestId, log }: { requestId: string; log: Log }): Promise<number> {
  let ended = 0;
  for (const { id, org_id } of await overdue()) {
    const run = { data: { org_id }, jobId: requestId, attempt: 1, deadline: Number.POSITIVE_INFINITY, log };
    try {
      // A deleted organization's history is kept like any other's.
      if (await withJobContext(run, NAME, (ctx) => runOut(ctx, id), { evenDeleted: true })) ended += 1;
    } catch (error) {
      log.error({ error, org_id }, "the end of a visit is not written down yet");
      await reportError(error, trailOf(error));
    }
  }
  return ended;
}

function overdue(): Promise<{ id: string; org_id: string }[]> {
  return withOperatorRole((tx) =>
    tx
      .selectFrom("visits")
      .select(["id", "org_id"])
      .where("ended_at", "is", null)
      .where("ends_at", "<=", sql<Date>`clock_timestamp()`)
      .orderBy("ends_at")
      .limit(AT_ONCE)
      .execute(),
  );
}

async function runOut(ctx: Context, visitId: string): Promise<boolean> {
  const { rows } = await sql<{ operator_id: string; ends_at: Date }>`
    select * from private.run_out_visit(${visitId}::uuid)`.execute(ctx.tx);
  const [visit] = rows;
  if (!visit) return false;
  const ended_at = visit.ends_at.toISOString();
  await recordEvent(
    ctx,
    { name: "visit.ran_out", subject: { type: "organization", id: ctx.org.id }, data: { ended_at } },
    { after: { operator_id: visit.operator_id, ended_at } },
  );
  return true;
}
