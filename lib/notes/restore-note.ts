import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { openBody } from "../phi/fields";
import { openVault } from "../phi/vault";
import { mentionsIn } from "./mentions-in";
import { noteRow, notesOf } from "./rows";
import type { Note } from "./schemas";

/** Brings a deleted note back. Throws `not_found` when it is not deleted, or was longer than 30 days ago. */
export async function restoreNote(ctx: Context, { id }: { id: string }): Promise<Note> {
  const row = await noteRow(ctx, id, { deleted: true });
  const { call_id } = row;
  const body = openBody(await openVault(ctx), "notes", row);
  await ctx.tx
    .updateTable("notes")
    .set({ deleted_at: null })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
  await recordEvent(ctx, {
    name: "note.restored",
    subject: { type: "note", id },
    data: { call_id, mentions: mentionsIn(body) },
  });
  const [note] = await notesOf(ctx, { call_id, id });
  if (!note) throw new Error("a note just restored was not found");
  return note;
}
