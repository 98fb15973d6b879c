import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import type { CallFilter } from "./schemas";

export type Calls = DB & { c: DB["calls"] };

/** The organization's calls that a filter finds, as a query to be finished by the caller. */
export function filteredCalls(ctx: Context, filter: CallFilter): SelectQueryBuilder<Calls, "c", object> {
  let query: SelectQueryBuilder<Calls, "c", object> = ctx.tx
    .selectFrom("calls as c")
    .where("c.org_id", "=", ctx.org.id);
  const { id, agent_id, provider, status, is_billable, successful, from, to, number } = filter;
  if (id) query = query.where("c.id", "in", id);
  if (agent_id) query = query.where("c.agent_id", "in", agent_id);
  if (provider) query = query.where("c.provider", "in", provider);
  if (status) query = query.where("c.status", "in", status);
  // Written as the predicate of its partial index.
  if (is_billable === false) query = query.where(sql<boolean>`not c.is_billable`);
  if (is_billable === true) query = query.where(sql<boolean>`c.is_billable`);
  if (successful !== undefined) query = query.where("c.successful", "=", successful);
  if (from) query = query.where("c.started_at", ">=", startOf(ctx, from));
  if (to) query = query.where("c.started_at", "<", isDate(to) ? endOfDay(ctx, to) : new Date(to));
  if (number) query = query.where(callerHas(number));
  return query;
}

function isDate(text: string): boolean {
  return text.length === 10;
}

function startOf(ctx: Context, text: string) {
  return isDate(text) ? sql<Date>`(${text}::date::timestamp at time zone ${ctx.org.time_zone})` : new Date(text);
}

function endOfDay(ctx: Context, date: string) {
  return sql<Date>`((${date}::date + 1)::timestamp at time zone ${ctx.org.time_zone})`;
}

// Ranges of bytes on plain columns: what an index answers under every collation and behind row-level security.
function callerHas(digits: string) {
  const beginnings = [`+${digits}`, `+1${digits}`].map((beginning) => within(sql`c.caller_number`, beginning));
  const ending = within(sql`c.caller_number_reversed`, [...digits].reverse().join(""));
  return sql<boolean>`(${sql.join([...beginnings, ending], sql` or `)})`;
}

function within(text: RawBuilder<unknown>, beginning: string) {
  return sql`(${text} ~>=~ ${beginning} and ${text} ~<~ ${`${beginning}:`})`;
}
