import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { noteRow } from "./rows";

/** Takes a note off its call; it can be brought back for 30 days. Throws `not_found`. */
export async function deleteNote(ctx: Context, { id }: { id: string }): Promise<void> {
  const { call_id } = await noteRow(ctx, id, { deleted: false });
  await ctx.tx
    .updateTable("notes")
    .set({ deleted_at: sql<Date>`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
  await recordEvent(ctx, { name: "note.deleted", subject: { type: "note", id }, data: { call_id, mentions: [] } });
}
