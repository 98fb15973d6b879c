import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { AppError } from "../errors";
import { nameHere } from "../members/name-here";
import { BODY_OF_NOTE, openBody } from "../phi/fields";
import { openVault } from "../phi/vault";
import type { Note } from "./schemas";

/** The note of an id within the organization, deleted or not as asked; throws `not_found` for everybody else's. */
export async function noteRow(
  ctx: Context,
  id: string,
  { deleted }: { deleted: boolean },
): Promise<Selectable<DB["notes"]>> {
  const row = await ctx.tx
    .selectFrom("notes")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("deleted_at", deleted ? "is not" : "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such note in this organization.");
  return row;
}

/** Only who wrote a note changes its words: the person, or the program by the same key. Throws `forbidden`. */
export function requireAuthor({ actor }: Context, note: { author_id: string | null; author_key_id: string | null }) {
  if (actor.type === "user" && note.author_id === actor.id) return;
  if (actor.type === "api_key" && note.author_key_id === actor.id) return;
  throw new AppError("forbidden", "Only who wrote this note can change its words.");
}

/** The notes of a call as its page shows them, oldest first; `id` narrows to one. At most 500. */
export async function notesOf(ctx: Context, where: { call_id: string; id?: string }): Promise<Note[]> {
  let query = ctx.tx
    .selectFrom("notes as n")
    .leftJoin("profiles as p", "p.user_id", "n.author_id")
    .leftJoin("api_keys as k", (join) => join.onRef("k.id", "=", "n.author_key_id").onRef("k.org_id", "=", "n.org_id"))
    .select([...BODY_OF_NOTE, "n.call_id", "n.author_id", "n.author_key_id", "n.at_ms", "n.created_at", "n.edited_at"])
    .select([nameHere("p", "n", "author_id").as("author_name"), "k.name as key_name"])
    .where("n.org_id", "=", ctx.org.id)
    .where("n.call_id", "=", where.call_id)
    .where("n.deleted_at", "is", null)
    .orderBy("n.id")
    .limit(500);
  if (where.id) query = query.where("n.id", "=", where.id);
  const [rows, vault] = await Promise.all([query.execute(), openVault(ctx)]);
  const mentions = await mentionsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    call_id: row.call_id,
    author: authorOf(row),
    body: openBody(vault, "notes", row),
    at_ms: row.at_ms,
    mentions: mentions.get(row.id) ?? [],
    created_at: row.created_at.toISOString(),
    edited_at: row.edited_at?.toISOString() ?? null,
  }));
}

type Authored = Pick<Selectable<DB["notes"]>, "author_id" | "author_key_id"> & {
  author_name: string;
  key_name: string | null;
};

function authorOf({ author_id, author_key_id, author_name, key_name }: Authored): Note["author"] {
  if (author_id) return { type: "user", id: author_id, name: author_name };
  return author_key_id ? { type: "api_key", id: author_key_id, name: key_name ?? "An API key" } : null;
}

async function mentionsOf(ctx: Context, noteIds: readonly string[]): Promise<Map<string, Note["mentions"]>> {
  const found = new Map<string, Note["mentions"]>();
  if (noteIds.length === 0) return found;
  const rows = await ctx.tx
    .selectFrom("note_mentions as m")
    .leftJoin("profiles as p", "p.user_id", "m.user_id")
    .select(["m.note_id", "m.user_id", nameHere("p", "m", "user_id").as("name")])
    .where("m.org_id", "=", ctx.org.id)
    .where("m.note_id", "in", noteIds)
    .execute();
  for (const { note_id, user_id, name } of rows) {
    found.set(note_id, [...(found.get(note_id) ?? []), { user_id, name }]);
  }
  return found;
}
