import { z } from "zod";
import type { Context } from "../auth/context";
import { keyOfCursor, type Page, pageOf } from "../http/cursor";
import { filteredEntries } from "./filtered-entries";
import { namesOfActors } from "./names-of-actors";
import { namesOfSubjects } from "./names-of-subjects";
import type { AuditEntry, ListAuditLog } from "./schemas";

const Key = z.tuple([z.string().regex(/^\d{1,18}$/)]);

export type AuditPage = Page<AuditEntry> & {
  /** How many entries the whole log has, whatever the filter. */
  entries: number;
};

/** The audit log of the organization by filter, newest first. Throws `invalid` for a foreign cursor. */
export async function listAuditLog(ctx: Context, { limit, cursor, ...filter }: ListAuditLog): Promise<AuditPage> {
  let rows = filteredEntries(ctx, filter)
    .selectAll("l")
    .orderBy("l.seq", "desc")
    .limit(limit + 1);
  if (cursor) rows = rows.where("l.seq", "<", Number(keyOfCursor(cursor, Key)[0]));
  const [found, last] = await Promise.all([rows.execute(), lastSeq(ctx)]);
  const page = pageOf(found, limit, ({ seq }) => [String(seq)]);
  const [names, actors] = [await namesOfSubjects(ctx, page.data), await namesOfActors(ctx, page.data)];
  return {
    entries: last,
    next_cursor: page.next_cursor,
    data: page.data.map(
      ({ org_id: _, previous_hash: __, before, after, recorded_at, hash, actor_type, ...row }): AuditEntry => ({
        ...row,
        id: String(row.seq),
        seq: Number(row.seq),
        subject_name: names.get(row.subject_id ?? "") ?? nameIn(after) ?? nameIn(before),
        actor_type: actor_type as AuditEntry["actor_type"],
        actor_name: actors.get(row.actor_id ?? "") ?? null,
        before: before as Record<string, unknown> | null,
        after: after as Record<string, unknown> | null,
        recorded_at: recorded_at.toISOString(),
        hash: hash.toString("hex"),
      }),
    ),
  };
}

async function lastSeq(ctx: Context): Promise<number> {
  const row = await ctx.tx
    .selectFrom("audit_log")
    .select("seq")
    .where("org_id", "=", ctx.org.id)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

// What is gone is called as it was called when it changed.
function nameIn(values: unknown): string | null {
  if (typeof values !== "object" || values === null) return null;
  const name: unknown = Reflect.get(values, "name") ?? Reflect.get(values, "label") ?? Reflect.get(values, "email");
  return typeof name === "string" ? name : null;
}
