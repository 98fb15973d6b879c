import { sql } from "kysely";
import type { Context } from "../auth/context";
import { notePhiRead, requirePhi, seesPhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { callsAt } from "./calls-at";
import { type CallPlace, cursorAfter, placeOfCursor } from "./cursor";
import { filteredCalls } from "./filtered-calls";
import { findCalls } from "./find-calls";
import { LISTED_COLUMNS, type ListedCall, listedCall } from "./listed-call";
import { maskListed } from "./mask-listed";
import { resolveCaller } from "./resolve-caller";
import type { CallFilter, ListCalls } from "./schemas";
import { addHits } from "./search/add-hits";
import { parseSearch } from "./search/parse-search";
import { termsOfFilter } from "./search/terms-of-filter";
import { sortedCalls } from "./sorted-calls";
import { COUNTED, type Total, totalOf } from "./total";

export type CallPage = {
  data: ListedCall[];
  next_cursor: string | null;
  /** Only with the first page; left out where counting would mean reading transcripts. */
  total?: Total;
  /** Words, tools and fields of older calls are still being read: the list is not complete yet. */
  indexing?: true;
  /** The list is sorted among the newest so many matches only. */
  sorted_newest?: number;
};

export type CallQuery = Omit<ListCalls, "sort"> & Partial<Pick<ListCalls, "sort">>;

/**
 * Calls by filter, a page at a time in any order, with a capped total on the first page and, for a search, the lines it
 * was found by. Throws `invalid` for a foreign cursor or a search without words.
 */
export async function listCalls(ctx: Context, query: CallQuery): Promise<CallPage> {
  const page = await pageOfCalls(ctx, query);
  const vault = await openVault(ctx);
  const subject = { type: "organization", id: ctx.org.id } as const;
  const question = questionOf(query);
  if (query.search !== undefined) notePhiRead(ctx, vault, { name: "call.searched", subject, question });
  else if ((page.data.length > 0 || question) && seesPhi(ctx, vault)) {
    const name = query.numbers === "shown" ? "call.numbers_shown" : "call.listed";
    notePhiRead(ctx, vault, { name, subject, question });
  }
  return { ...page, data: await addHits(ctx, query.search, page.data) };
}

/** What somebody wants to know of health data by the way they ask: other words or another number are another reading. */
function questionOf({ search, number, field }: CallQuery): string | undefined {
  return search === undefined && number === undefined && field === undefined
    ? undefined
    : JSON.stringify([search, number, field]);
}

/** As `listCalls`, without the lines of a search. */
export async function pageOfCalls(ctx: Context, { numbers, ...query }: CallQuery): Promise<CallPage> {
  const vault = await openVault(ctx);
  // Whoever may not see health data may not find calls by it either.
  if (query.search ?? query.number ?? query.field) requirePhi(ctx, vault);
  const page = await wholePage(ctx, query);
  if (!vault.is_protected) return page;
  const shown = numbers === "shown" && seesPhi(ctx, vault);
  return { ...page, data: page.data.map((call) => maskListed(ctx, vault, call, shown)) };
}

async function wholePage(
  ctx: Context,
  { limit, cursor, sort = "-started_at", ...given }: Omit<CallQuery, "numbers">,
): Promise<CallPage> {
  const filter = given.number === undefined ? given : { ...given, caller: await resolveCaller(ctx, given.number) };
  const oldestFirst = sort === "started_at";
  if (!oldestFirst && sort !== "-started_at") return sortedCalls(ctx, filter, { limit, cursor, sort });
  const after = cursor === undefined ? null : placeOfCursor(cursor);
  if (termsOfFilter(filter).groups.length === 0) return plainPage(ctx, filter, { limit, after, oldestFirst });

  // A search with phrases reads transcripts to decide: it is not counted beyond the page.
  const counting = after === null && !(filter.search && parseSearch(filter.search).phrases.length > 0);
  const want = counting ? Math.max(COUNTED, limit) + 1 : limit + 1;
  const { found, resume, indexing } = await findCalls(ctx, filter, { after, oldestFirst, want });
  const shown = found.slice(0, limit);
  const next = found.length > limit ? (shown.at(-1) ?? null) : resume;
  const total = counting ? totalOf(found.length, { stopped: resume !== null }) : undefined;
  return {
    data: await callsAt(ctx, shown),
    next_cursor: next && cursorAfter(next),
    ...(total ? { total } : {}),
    ...(indexing ? { indexing } : {}),
  };
}

/** Without rare conditions the database reads the rows in the order of an index, and counts ids alone. */
async function plainPage(
  ctx: Context,
  filter: CallFilter,
  { limit, after, oldestFirst }: { limit: number; after: CallPlace | null; oldestFirst: boolean },
): Promise<CallPage> {
  const direction = oldestFirst ? "asc" : "desc";
  let query = filteredCalls(ctx, filter);
  if (after) {
    const sign = sql.raw(oldestFirst ? ">" : "<");
    query = query.where(sql<boolean>`(c.started_at, c.id) ${sign} (${after.started_at}, ${after.id}::uuid)`);
  }
  const [vault, rows, total] = await Promise.all([
    openVault(ctx),
    query
      .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
      .select(LISTED_COLUMNS)
      .orderBy("c.started_at", direction)
      .orderBy("c.id", direction)
      .limit(limit + 1)
      .execute(),
    after ? undefined : countUpTo(ctx, filter),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => listedCall(vault, row)),
    next_cursor: rows.length > limit && last ? cursorAfter(last) : null,
    ...(total ? { total } : {}),
  };
}

/** How many calls a filter of plain columns finds, counted up to a thousand. */
async function countUpTo(ctx: Context, filter: CallFilter): Promise<Total | undefined> {
  const found = filteredCalls(ctx, filter).select("c.id");
  // Without an order the planner may read the whole table, everybody's calls, hoping to meet a thousand of ours soon.
  const nearest = filter.number === undefined ? found.orderBy("c.started_at", "desc") : found;
  const counted = await ctx.tx
    .selectFrom(nearest.limit(COUNTED + 1).as("found"))
    .select(({ fn }) => fn.countAll<number>().as("found"))
    .executeTakeFirst();
  return totalOf(counted?.found ?? 0);
}
