import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { mentionsIn } from "./mentions-in";

/**
 * Brings the mentions of a note in line with its words: new ones are unseen, those that stay keep whether they were seen.
 * Throws `invalid` when somebody is no member, but for those of `before`: who has left meanwhile stays in the words.
 * @param before whom the note mentioned until now
 * @returns the members mentioned now
 */
export async function keepMentions(
  ctx: Context,
  noteId: string,
  body: string,
  before: readonly string[] = [],
): Promise<string[]> {
  const mentioned = await membersAmong(ctx, mentionsIn(body), before);
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

async function membersAmong(ctx: Context, mentioned: string[], before: readonly string[]): Promise<string[]> {
  if (mentioned.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom("memberships")
    .select("user_id")
    .where("org_id", "=", ctx.org.id)
    .where("user_id", "in", mentioned)
    .execute();
  const members = new Set(rows.map(({ user_id }) => user_id));
  if (mentioned.every((id) => members.has(id) || before.includes(id))) return mentioned.filter((id) => members.has(id));
  throw new AppError("invalid", "Check body.", { fields: { body: "Somebody mentioned is no member any more." } });
}
