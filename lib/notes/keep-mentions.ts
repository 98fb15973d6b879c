import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { mentionsIn } from "./mentions-in";

/**
 * Brings the mentions of a note in line with its words: new ones are unseen, those that stay keep whether they were seen.
 * Throws `invalid` when somebody is no member.
 * @returns who is mentioned now
 */
export async function keepMentions(ctx: Context, noteId: string, body: string): Promise<string[]> {
  const mentioned = mentionsIn(body);
  await requireMembers(ctx, mentioned);
  let gone = ctx.tx.deleteFrom("note_mentions").where("org_id", "=", ctx.org.id).where("note_id", "=", noteId);
  if (mentioned.length > 0) gone = gone.where("user_id", "not in", mentioned);
  await gone.execute();
  if (mentioned.length === 0) return mentioned;
  await ctx.tx
    .insertInto("note_mentions")
    .values(mentioned.map((user_id) => ({ org_id: ctx.org.id, note_id: noteId, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return mentioned;
}

async function requireMembers(ctx: Context, mentioned: readonly string[]): Promise<void> {
  if (mentioned.length === 0) return;
  const members = await ctx.tx
    .selectFrom("memberships")
    .select("user_id")
    .where("org_id", "=", ctx.org.id)
    .where("user_id", "in", mentioned)
    .execute();
  if (members.length === mentioned.length) return;
  throw new AppError("invalid", "Check body.", { fields: { body: "Somebody mentioned is no member any more." } });
}
