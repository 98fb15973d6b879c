import { type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import type { AuditFilter } from "./schemas";

export type Entries = DB & { l: DB["audit_log"] };

/** The entries of an organization's log that a filter finds, as a query to be finished by the caller. */
export function filteredEntries(ctx: Context, filter: AuditFilter): SelectQueryBuilder<Entries, "l", object> {
  let query: SelectQueryBuilder<Entries, "l", object> = ctx.tx
    .selectFrom("audit_log as l")
    .where("l.org_id", "=", ctx.org.id);
  for (const column of ["action", "actor_type", "actor_id", "subject_type"] as const) {
    const wanted = filter[column];
    if (wanted) query = query.where(`l.${column}`, "in", wanted);
  }
  if (filter.subject_id) query = query.where("l.subject_id", "=", filter.subject_id);
  if (filter.seq) query = query.where("l.seq", "=", filter.seq);
  if (filter.from) query = query.where("l.seq", ">=", firstSince(ctx, startOf(ctx, filter.from)));
  if (filter.to) query = query.where("l.seq", "<", firstSince(ctx, endOf(ctx, filter.to)));
  return query;
}

// The chain is in order of time: a moment is a place in it, found in one step of an index. Selected as a whole, because a
// coalesce() of its own behind the wall keeps the place from being looked up in the index of places.
function firstSince(ctx: Context, moment: ReturnType<typeof startOf>) {
  return sql<number>`(select coalesce((
    select b.seq from public.audit_log b
    where b.org_id = ${ctx.org.id} and b.recorded_at >= ${moment}
    order by b.recorded_at, b.seq limit 1
  ), 9223372036854775807))`;
}

const isDate = (text: string) => text.length === 10;

function startOf(ctx: Context, text: string) {
  return isDate(text)
    ? sql<Date>`(${text}::date::timestamp at time zone ${ctx.org.time_zone})`
    : sql<Date>`${new Date(text)}::timestamptz`;
}

function endOf(ctx: Context, text: string) {
  return isDate(text)
    ? sql<Date>`((${text}::date + 1)::timestamp at time zone ${ctx.org.time_zone})`
    : sql<Date>`${new Date(text)}::timestamptz`;
}
