import type { Context } from "../auth/context";
import { callRow } from "../calls/rows";
import { notesOf } from "./rows";
import type { Note } from "./schemas";

/** The notes of a call, oldest first. Throws `not_found`. */
export async function listNotes(ctx: Context, { id }: { id: string }): Promise<{ data: Note[] }> {
  await callRow(ctx, id);
  return { data: await notesOf(ctx, { call_id: id }) };
}
