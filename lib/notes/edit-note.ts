import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { bodyColumns, openBody } from "../phi/fields";
import { openForSealing } from "../phi/vault";
import { keepMentions } from "./keep-mentions";
import { mentionsIn } from "./mentions-in";
import { noteRow, notesOf, requireAuthor } from "./rows";
import type { Note } from "./schemas";

/** Changes the words of one's own note. Throws `not_found`, `forbidden` for somebody else's, `invalid`. */
export async function editNote(ctx: Context, { id, body }: { id: string; body: string }): Promise<Note> {
  const before = await noteRow(ctx, id, { deleted: false });
  requireAuthor(ctx, before);
  const vault = await openForSealing(ctx);
  const words = openBody(vault, "notes", before);
  if (words !== body) {
    await ctx.tx
      .updateTable("notes")
      .set({ ...bodyColumns(vault, { table: "notes", id }, body), edited_at: sql<Date>`clock_timestamp()` })
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id)
      .execute();
    const mentions = await keepMentions(ctx, id, body, mentionsIn(words));
    await recordEvent(ctx, {
      name: "note.edited",
      subject: { type: "note", id },
      data: { call_id: before.call_id, mentions },
    });
  }
  const [note] = await notesOf(ctx, { call_id: before.call_id, id });
  if (!note) throw new Error("a note just changed was not found");
  return note;
}
