import type { Context } from "../auth/context";
import { previewReplay as dryRun } from "../calls/replay-delivery";
import { inSavepoint } from "../db/tenant";
import { AppError } from "../errors";
import type { ReplayOutcome } from "./replay-one";

/** What replaying a delivery would change, without changing it. Throws `not_found`. */
export async function previewReplay(ctx: Context, { id }: { id: string }): Promise<ReplayOutcome> {
  try {
    return await inSavepoint(ctx.tx, (tx) => dryRun({ ...ctx, tx }, id));
  } catch (error) {
    if (error instanceof AppError) throw error;
    return { state: "failed", call_id: null, changed: {}, reason: error instanceof Error ? error.message : "unknown" };
  }
}
