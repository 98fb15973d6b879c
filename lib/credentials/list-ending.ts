import { sql } from "kysely";
import type { Context } from "../auth/context";
import { KINDS } from "./kinds";
import { whyEnded } from "./refuse-ended";
import { SOON_DAYS } from "./soon-days";

/** A credential that has ended or will soon. `ended` says so in a sentence, null while it is good; `ends_at` ISO 8601 UTC. */
export type EndingCredential = { id: string; label: string; vendor: string; ends_at: string; ended: string | null };

/** The credentials that are used and whose last day is over or near, the first to end first. What was rotated away or retired may end. */
export async function listEndingCredentials(ctx: Context): Promise<EndingCredential[]> {
  const rows = await ctx.tx
    .selectFrom("credentials")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("is_default", "=", true)
    .where("superseded_at", "is", null)
    .where("retired_at", "is", null)
    .where("expires_at", "<", sql<Date>`now() + make_interval(days => ${SOON_DAYS})`)
    .orderBy("expires_at")
    .execute();
  return rows.flatMap((row) =>
    row.expires_at
      ? {
          id: row.id,
          label: row.label,
          vendor: KINDS[row.kind].label,
          ends_at: row.expires_at.toISOString(),
          ended: whyEnded(row) ?? null,
        }
      : [],
  );
}
