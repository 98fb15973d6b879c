import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { keyOfCursor, ListQuery, type Page, pageOf } from "../http/cursor";

export const ListAuditLog = ListQuery.extend({
  /** A name of the catalogue of events, e.g. `agent.updated`. */
  action: z.string().max(100).optional(),
  actor_id: z.string().max(100).optional(),
  subject_id: z.uuid().optional(),
});

/** One change: who made it, what it replaced and what it put there. `recorded_at` ISO 8601 UTC, `hash` hex SHA-256. */
export type AuditEntry = {
  seq: number;
  action: string;
  subject_type: string;
  subject_id: string | null;
  actor_type: string;
  actor_id: string | null;
  /** The name of a person who acted, while we know them. */
  actor_name: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  ip: string | null;
  request_id: string | null;
  recorded_at: string;
  hash: string;
};

const Key = z.tuple([z.string().regex(/^\d{1,18}$/)]);

// Other actors' ids need not be uuids; a profile is found by its key.
const personWhoActed = sql<string>`case when l.actor_type in ('user', 'operator') then l.actor_id::uuid end`;

/** The audit log of the organization, newest first. */
export async function listAuditLog(ctx: Context, query: z.infer<typeof ListAuditLog>): Promise<Page<AuditEntry>> {
  let rows = ctx.tx
    .selectFrom("audit_log as l")
    .leftJoin("profiles as p", (join) => join.on("p.user_id", "=", personWhoActed))
    .where("l.org_id", "=", ctx.org.id)
    .selectAll("l")
    .select("p.full_name")
    .orderBy("l.seq", "desc")
    .limit(query.limit + 1);
  if (query.action) rows = rows.where("l.action", "=", query.action);
  if (query.actor_id) rows = rows.where("l.actor_id", "=", query.actor_id);
  if (query.subject_id) rows = rows.where("l.subject_id", "=", query.subject_id);
  if (query.cursor) rows = rows.where("l.seq", "<", Number(keyOfCursor(query.cursor, Key)[0]));
  const found = (await rows.execute()).map(
    ({ org_id: _, previous_hash: __, full_name, before, after, recorded_at, hash, ...row }): AuditEntry => ({
      ...row,
      seq: Number(row.seq),
      actor_name: full_name,
      before: before as Record<string, unknown> | null,
      after: after as Record<string, unknown> | null,
      recorded_at: recorded_at.toISOString(),
      hash: hash.toString("hex"),
    }),
  );
  return pageOf(found, query.limit, ({ seq }) => [String(seq)]);
}
