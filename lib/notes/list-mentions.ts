import type { Context } from "../auth/context";
import { nameHere } from "../members/name-here";
import { FORMER_MEMBER } from "../members/unnamed";

/** Somebody wrote a note that mentions the reader, who has not seen it yet. */
export type Mention = {
  note_id: string;
  call_id: string;
  author_name: string;
  created_at: string;
};

const SHOWN = 20;

/** The unseen mentions of who asks, newest first: at most twenty, and whether there are more. */
export async function listMentions(ctx: Context): Promise<{ data: Mention[]; has_more: boolean }> {
  const rows = await ctx.tx
    .selectFrom("note_mentions as m")
    .innerJoin("notes as n", (join) => join.onRef("n.id", "=", "m.note_id").onRef("n.org_id", "=", "m.org_id"))
    .leftJoin("profiles as p", "p.user_id", "n.author_id")
    .leftJoin("api_keys as k", (join) => join.onRef("k.id", "=", "n.author_key_id").onRef("k.org_id", "=", "n.org_id"))
    .select(["m.note_id", "n.call_id", "n.created_at", "n.author_id", "k.name as key_name"])
    .select(nameHere("p", "n", "author_id").as("person_name"))
    .where("m.org_id", "=", ctx.org.id)
    .where("m.user_id", "=", ctx.actor.id)
    .where("m.seen_at", "is", null)
    .where("n.deleted_at", "is", null)
    .orderBy("m.note_id", "desc")
    .limit(SHOWN + 1)
    .execute();
  return {
    data: rows.slice(0, SHOWN).map(({ note_id, call_id, created_at, author_id, person_name, key_name }) => ({
      note_id,
      call_id,
      author_name: author_id ? person_name : (key_name ?? FORMER_MEMBER),
      created_at: created_at.toISOString(),
    })),
    has_more: rows.length > SHOWN,
  };
}
