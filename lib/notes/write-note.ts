import type { Context } from "../auth/context";
import { callRow } from "../calls/rows";
import { newId } from "../db/new-id";
import { recordEvent } from "../events/record-event";
import { bodyColumns } from "../phi/fields";
import { openForSealing } from "../phi/vault";
import { keepMentions } from "./keep-mentions";
import { notesOf } from "./rows";
import type { Note, WriteNote } from "./schemas";

/** Writes a note about a call. Throws `not_found`, and `invalid` when somebody mentioned is no member. */
export async function writeNote(ctx: Context, input: WriteNote & { call_id: string }): Promise<Note> {
  await callRow(ctx, input.call_id);
  const id = newId();
  await ctx.tx
    .insertInto("notes")
    .values({
      id,
      org_id: ctx.org.id,
      call_id: input.call_id,
      author_id: ctx.actor.type === "user" ? ctx.actor.id : null,
      author_key_id: ctx.actor.type === "api_key" ? ctx.actor.id : null,
      ...bodyColumns(await openForSealing(ctx), { table: "notes", id }, input.body),
      at_ms: input.at_ms ?? null,
    })
    .execute();
  const mentions = await keepMentions(ctx, id, input.body);
  await recordEvent(ctx, {
    name: "note.written",
    subject: { type: "note", id },
    data: { call_id: input.call_id, mentions },
  });
  const [note] = await notesOf(ctx, { call_id: input.call_id, id });
  if (!note) throw new Error("a note just written was not found");
  return note;
}
