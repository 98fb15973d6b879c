import { sql } from "kysely";
import { AppError } from "../errors";
import type { PersonContext } from "../http/with-user";

/**
 * A member has seen the notes of a call that mention them. Through a narrow door of the database, because a viewer's own
 * transaction is read-only. Throws `not_found` for strangers to the organization.
 * @returns how many were new to them
 */
export async function seeMentions(
  ctx: PersonContext,
  { slug, call_id }: { slug: string; call_id: string },
): Promise<{ seen: number }> {
  const { rows } = await sql<{ is_member: boolean; seen: number }>`
    select * from private.see_mentions(${ctx.person.id}::uuid, ${slug}, ${call_id}::uuid)`.execute(ctx.tx);
  const [result] = rows;
  if (!result?.is_member)
    throw new AppError("not_found", "There is no such organization, or you are not a member of it.");
  return { seen: result.seen };
}
