import type { Context } from "../auth/context";
import { callRow } from "../calls/rows";
import { notePhiRead, requirePhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { notesOf } from "./rows";
import type { Note } from "./schemas";

/** The notes of a call, oldest first. Throws `not_found`. */
export async function listNotes(ctx: Context, { id }: { id: string }): Promise<{ data: Note[] }> {
  await callRow(ctx, id);
  const vault = await openVault(ctx);
  requirePhi(ctx, vault);
  notePhiRead(ctx, vault, { name: "call.read", subject: { type: "call", id } });
  return { data: await notesOf(ctx, { call_id: id }) };
}
