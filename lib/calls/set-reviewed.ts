import { z } from "zod";
import type { Context } from "../auth/context";
import { nameHere } from "../members/name-here";
import { callNotFound } from "./rows";
import { setReviewedOfMany } from "./set-reviewed-of-many";

export const SetReviewed = z.strictObject({ is_reviewed: z.boolean() });

/** `reviewed_by` is null where a program said so, or the person's account is gone. Times ISO 8601 UTC. */
export type Reviewed = { id: string; reviewed_at: string | null; reviewed_by: { id: string; name: string } | null };

/**
 * Notes that somebody has looked at a call, or takes that back. Who said so first stays: saying the same again changes
 * nothing and states no fact. Throws `not_found`.
 */
export async function setReviewed(
  ctx: Context,
  { id, is_reviewed }: { id: string } & z.infer<typeof SetReviewed>,
): Promise<Reviewed> {
  await setReviewedOfMany(ctx, { ids: [id], is_reviewed });
  const row = await ctx.tx
    .selectFrom("calls as c")
    .leftJoin("profiles as r", "r.user_id", "c.reviewed_by")
    .select(["c.id", "c.reviewed_at", "c.reviewed_by", REVIEWER])
    .where("c.org_id", "=", ctx.org.id)
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw callNotFound();
  return reviewOf(row);
}

/** The name of who reviewed a call (`c`, the profile as `r`). */
export const REVIEWER = nameHere("r", "c", "reviewed_by").as("reviewer");

export function reviewOf(row: {
  id: string;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  reviewer: string;
}): Reviewed {
  return {
    id: row.id,
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
    reviewed_by: row.reviewed_by ? { id: row.reviewed_by, name: row.reviewer } : null,
  };
}
