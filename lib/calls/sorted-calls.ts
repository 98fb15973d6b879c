import { type RawBuilder, sql } from "kysely";
import type { Context } from "../auth/context";
import { arrayOfIds, callsAt } from "./calls-at";
import { type FigurePlace, figureCursorAfter, placeOfFigureCursor } from "./cursor";
import { filteredCalls } from "./filtered-calls";
import { findCalls } from "./find-calls";
import type { CallPage } from "./list-calls";
import type { CallFilter, ListCalls, SortColumn } from "./schemas";
import { searchProgress } from "./search/progress";
import { termsOfFilter } from "./search/terms-of-filter";
import { COUNTED, totalOf } from "./total";

/** Up to so many matches are gathered and sorted; what has more is read along the index of the figure. */
const GATHERED = 5000;

type Column = Exclude<SortColumn, "started_at">;
type Order = { column: Column; direction: "asc" | "desc"; place: FigurePlace | null; limit: number };
type Ranked = { id: string; value: number };

/**
 * A page of calls sorted by length, latency or cost; calls without that figure are left out. A narrow filter is gathered
 * and sorted, a wide one followed along an index, so neither reads the organization.
 */
export async function sortedCalls(
  ctx: Context,
  filter: CallFilter,
  { limit, cursor, sort }: { limit: number; cursor: string | undefined; sort: ListCalls["sort"] },
): Promise<CallPage> {
  const column = sort.replace("-", "") as Column;
  const direction = sort.startsWith("-") ? "desc" : "asc";
  const place = cursor === undefined ? null : placeOfFigureCursor(cursor, column);
  const order: Order = { column, direction, place, limit: limit + 1 };
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const gathered = narrowed
    ? await findCalls(ctx, filter, { after: null, oldestFirst: false, want: GATHERED + 1 })
    : undefined;
  const fewer = gathered !== undefined && gathered.found.length <= GATHERED;
  // A search looks at so many calls and no more: then those it found are the newest, and there may be others.
  const stopped = fewer && gathered.resume !== null;
  const cut = stopped || (!fewer && termsOfFilter(filter).index_only);
  const ranked =
    gathered && (fewer || cut)
      ? await rankOf(ctx, gathered.found.slice(0, GATHERED), order)
      : await alongIndex(ctx, filter, order);
  const shown = ranked.slice(0, limit);
  const last = shown.at(-1);
  const matching = place ? undefined : await countOf(ctx, filter, column, fewer ? gathered.found : undefined);
  const total = matching === undefined ? undefined : totalOf(matching, { stopped });
  return {
    data: await callsAt(ctx, shown),
    next_cursor: ranked.length > limit && last ? figureCursorAfter(column, last) : null,
    ...(total ? { total } : {}),
    ...(gathered?.indexing ? { indexing: true } : {}),
    ...(cut && gathered ? { sorted_newest: Math.min(gathered.found.length, GATHERED) } : {}),
  };
}

async function rankOf(ctx: Context, found: readonly { id: string }[], order: Order): Promise<Ranked[]> {
  if (found.length === 0) return [];
  return run(
    ctx,
    rankedRows(filteredCalls(ctx, {}).where(sql<boolean>`c.id = any(${arrayOfIds(found)}::uuid[])`), order),
  );
}

function rankedRows(query: ReturnType<typeof filteredCalls>, order: Order) {
  const column = sql.ref<number>(`c.${order.column}`);
  return query
    .where(column, "is not", null)
    .where(beyond(column, sql.ref("c.id"), order))
    .select(["c.id", column.as("value")])
    .orderBy(column, order.direction)
    .orderBy("c.id", order.direction)
    .limit(order.limit)
    .compile();
}

/** Older calls by the index of their figures, newer ones by themselves, each held against the filter. */
async function alongIndex(ctx: Context, filter: CallFilter, order: Order): Promise<Ranked[]> {
  const { indexed_until } = await searchProgress(ctx);
  if (!indexed_until) return run(ctx, rankedRows(filteredCalls(ctx, filter), order));
  const figure = sql.ref<number>(`s.${order.column}`);
  const indexed = filteredCalls(ctx, filter)
    .innerJoin("call_search as s", (join) => join.onRef("s.call_id", "=", "c.id").onRef("s.org_id", "=", "c.org_id"))
    .where("s.org_id", "=", ctx.org.id)
    .where("s.started_at", "<", indexed_until)
    .where(figure, "is not", null)
    .where(beyond(figure, sql.ref("s.call_id"), order))
    .select(["s.call_id as id", figure.as("value")])
    .orderBy(figure, order.direction)
    .orderBy("s.call_id", order.direction)
    .limit(order.limit)
    .compile();
  const fresh = rankedRows(filteredCalls(ctx, filter).where("c.started_at", ">=", indexed_until), order);
  const sign = order.direction === "asc" ? 1 : -1;
  const both = [...(await run(ctx, indexed)), ...(await run(ctx, fresh))];
  return both.sort((a, b) => sign * (a.value - b.value || (a.id < b.id ? -1 : 1))).slice(0, order.limit);
}

function beyond(column: RawBuilder<number>, id: RawBuilder<unknown>, { direction, place }: Order) {
  if (!place) return sql<boolean>`true`;
  const sign = sql.raw(direction === "asc" ? ">" : "<");
  return sql<boolean>`(${column}, ${id}) ${sign} (${place.value}, ${place.id}::uuid)`;
}

async function run(ctx: Context, query: ReturnType<typeof rankedRows>): Promise<Ranked[]> {
  return (await ctx.tx.executeQuery<Ranked>(query)).rows;
}

async function countOf(ctx: Context, filter: CallFilter, column: Column, found: readonly { id: string }[] | undefined) {
  let query = filteredCalls(ctx, found ? {} : filter).where(`c.${column}`, "is not", null);
  if (found) query = query.where(sql<boolean>`c.id = any(${arrayOfIds(found)}::uuid[])`);
  const counted = await ctx.tx
    .selectFrom(
      (found ? query : query.orderBy("c.started_at", "desc"))
        .select("c.id")
        .limit(COUNTED + 1)
        .as("found"),
    )
    .select(({ fn }) => fn.countAll<number>().as("found"))
    .executeTakeFirst();
  return counted?.found ?? 0;
}
