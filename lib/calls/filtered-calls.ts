import { type ExpressionBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import type { CallFilter } from "./schemas";

export type Calls = DB & { c: DB["calls"] };

/** How many of the newest calls are searched for a number's last digits; its first digits are found in all by index. */
const SEARCHED_BY_ENDING = 5000;

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
  if (number) query = query.where((eb) => hasNumber(ctx, eb, number));
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

function hasNumber(ctx: Context, eb: ExpressionBuilder<Calls, "c">, digits: string) {
  const beginnings = [`+${digits}`, `+1${digits}`];
  return eb.or([
    ...beginnings.flatMap((beginning) => [
      eb.and([eb("c.from_number", ">=", beginning), eb("c.from_number", "<", after(beginning))]),
      eb.and([eb("c.to_number", ">=", beginning), eb("c.to_number", "<", after(beginning))]),
    ]),
    eb(
      "c.id",
      "in",
      sql<string>`(
        select recent.id from (
          select id, from_number, to_number from calls where org_id = ${ctx.org.id}::uuid
          order by started_at desc, id desc limit ${SEARCHED_BY_ENDING}
        ) as recent
        where recent.from_number like ${`%${digits}`} or recent.to_number like ${`%${digits}`})`,
    ),
  ]);
}

// The first text that no longer begins so: digits end at 9, and ":" follows it.
function after(beginning: string): string {
  return beginning.slice(0, -1) + String.fromCharCode(beginning.charCodeAt(beginning.length - 1) + 1);
}
