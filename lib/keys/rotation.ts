import type { Selectable } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { recordEvent } from "../events/record-event";

export const ROTATE_KEYS = "rotate-keys";

/** What a rotation was asked for. Without a new data key it wraps the data keys anew and moves fields that are behind. */
export const RotationInput = z.object({ new_data_key: z.boolean() });
export type RotationInput = z.infer<typeof RotationInput>;

/** Tells whoever watches that a rotation moved on. */
export function announceRotation(ctx: Context, row: Selectable<DB["job_runs"]>): Promise<void> {
  return recordEvent(ctx, {
    name: "job_run.changed",
    subject: { type: "job_run", id: row.id },
    data: { name: ROTATE_KEYS, state: row.state, done: row.done + row.failed, total: row.total },
  });
}
