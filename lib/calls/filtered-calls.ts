import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { conversation, handedOver } from "./contained";
import type { CallerHashes } from "./resolve-caller";
import type { CallFilter } from "./schemas";
import type { Outcome } from "./search/terms-of-call";

export type Calls = DB & { c: DB["calls"] };
export type CallQuery<O = object> = SelectQueryBuilder<Calls, "c", O>;

/**
 * The organization's calls that a filter finds by the call's own columns, as a query to be finished by the caller. Words,
 * tools and analysed fields are not columns: `find-calls` asks the search index for them.
 */
export function filteredCalls(ctx: Context, filter: CallFilter): CallQuery {
  const { provider, direction, outcome, disconnection_reason, sentiment, successful } = filter;
  let query = indexedCalls(ctx, filter);
  if (provider) query = query.where("c.provider", "in", provider);
  if (direction) query = query.where("c.direction", "in", direction);
  if (sentiment) query = query.where("c.sentiment", "in", sentiment);
  if (disconnection_reason) query = query.where("c.disconnection_reason", "in", disconnection_reason);
  if (outcome) query = query.where(sql<boolean>`(${sql.join(outcome.map(outcomeIs), sql` or `)})`);
  if (successful !== undefined) query = query.where("c.successful", "=", successful);
  for (const figure of ["duration_ms", "latency_p50_ms", "cost_micros"] as const) {
    const [min, max] = [filter[`min_${figure}`], filter[`max_${figure}`]];
    if (min !== undefined) query = query.where(`c.${figure}`, ">=", min);
    if (max !== undefined) query = query.where(`c.${figure}`, "<=", max);
  }
  return query;
}

/** As `filteredCalls`, by those columns alone that have an index beside the time of the call. */
export function indexedCalls(ctx: Context, filter: CallFilter): CallQuery {
  let query: CallQuery = ctx.tx.selectFrom("calls as c").where("c.org_id", "=", ctx.org.id);
  const { id, agent_id, status, is_billable, contained, review, number, caller } = filter;
  if (id) query = query.where("c.id", "in", id);
  if (agent_id) query = query.where("c.agent_id", "in", agent_id);
  if (status) query = query.where("c.status", "in", status);
  // Each written as the predicate of its partial index.
  if (is_billable === false) query = query.where(sql<boolean>`not c.is_billable`);
  if (is_billable === true) query = query.where(sql<boolean>`c.is_billable`);
  if (contained !== undefined) query = query.where(conversation);
  if (contained === false) query = query.where(handedOver);
  if (contained === true) query = query.where(sql<boolean>`${handedOver} is not true`);
  if (review === "needed") query = query.where(sql<boolean>`c.reviewed_at is null`).where(needsReview);
  if (review === "reviewed") query = query.where(sql<boolean>`c.reviewed_at is not null`);
  const { since, until } = spanOf(ctx, filter);
  if (since) query = query.where("c.started_at", ">=", since);
  if (until) query = query.where("c.started_at", "<", until);
  if (number) query = query.where(callerHas(number, caller));
  return query;
}

// What `reviewReasonsOf` says of a call, as a condition: the predicate of `calls_to_review`.
const needsReview = sql<boolean>`(c.status = 'error' or c.sentiment = 'negative' or (not c.successful and c.voicemail is not true))`;

/** The span of time of a filter: `until` exclusive. */
export function spanOf(ctx: Context, { from, to }: Pick<CallFilter, "from" | "to">) {
  return {
    since: from === undefined ? undefined : startOf(ctx, from),
    until: to === undefined ? undefined : isDate(to) ? endOfDay(ctx, to) : sql<Date>`${new Date(to)}::timestamptz`,
  };
}

function isDate(text: string): boolean {
  return text.length === 10;
}

function startOf(ctx: Context, text: string) {
  return isDate(text)
    ? sql<Date>`(${text}::date::timestamp at time zone ${ctx.org.time_zone})`
    : sql<Date>`${new Date(text)}::timestamptz`;
}

function endOfDay(ctx: Context, date: string) {
  return sql<Date>`((${date}::date + 1)::timestamp at time zone ${ctx.org.time_zone})`;
}

// What `outcomeOf` says of a call, as a condition.
function outcomeIs(outcome: Outcome) {
  if (outcome === "voicemail") return sql`c.voicemail`;
  if (outcome === "unknown") return sql`(c.successful is null and c.voicemail is not true)`;
  return sql`(c.successful = ${outcome === "succeeded"} and c.voicemail is not true)`;
}

// Ranges of bytes on plain columns: what an index answers under every collation and behind row-level security.
function callerHas(digits: string, caller: CallerHashes = { numbers: [], ending: null }) {
  const beginnings = [`+${digits}`, `+1${digits}`].map((beginning) => within(sql`c.caller_number`, beginning));
  const ending = within(sql`c.caller_number_reversed`, [...digits].reverse().join(""));
  const hashes = [
    ...caller.numbers.map((number) => sql`c.caller_index = ${number}`),
    ...(caller.ending === null ? [] : [sql`c.caller_ending_index = ${caller.ending}`]),
  ];
  return sql<boolean>`(${sql.join([...beginnings, ending, ...hashes], sql` or `)})`;
}

function within(text: RawBuilder<unknown>, beginning: string) {
  return sql`(${text} ~>=~ ${beginning} and ${text} ~<~ ${`${beginning}:`})`;
}
