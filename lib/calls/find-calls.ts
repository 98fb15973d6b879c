import { sql } from "kysely";
import type { Context } from "../auth/context";
import type { CallPlace } from "./cursor";
import { filteredCalls, indexedCalls } from "./filtered-calls";
import type { CallFilter } from "./schemas";
import { searchProgress } from "./search/progress";
import { type SearchStep, searchTranscripts } from "./search/search-transcripts";
import { termsOfFilter } from "./search/terms-of-filter";

/** Calls that are read one by one before the search index is asked: enough for every common filter. */
const WINDOW = 500;
const LOWEST_ID = "00000000-0000-0000-0000-000000000000";

export type FoundCalls = SearchStep & {
  /** The past is still being read: words, tools and fields of older calls are not found yet. */
  indexing: boolean;
};

type Way = { after: CallPlace | null; oldestFirst: boolean; want: number };

/**
 * The places of calls that a filter finds, by start, up to `want`. What is common is found by reading the next calls; what
 * is rare by the search index; what is too new for the index is read as well, so a filter is never late.
 */
export async function findCalls(ctx: Context, filter: CallFilter, way: Way): Promise<FoundCalls> {
  const { groups, index_only } = termsOfFilter(filter);
  if (groups.length === 0) return { ...(await readAll(ctx, filter, way)), indexing: false };
  const { indexed_until } = await searchProgress(ctx);
  const indexing = indexed_until === null;
  if (index_only) return { ...(await searchTranscripts(ctx, filter, way)), indexing };
  const edge = indexed_until && (await placeAfter(ctx, filter, way, WINDOW));
  if (!edge) return { ...(await readAll(ctx, filter, way)), indexing };
  const steps = way.oldestFirst ? upwards : downwards;
  return { ...(await steps(ctx, filter, way, edge, indexed_until)), indexing };
}

async function downwards(
  ctx: Context,
  filter: CallFilter,
  way: Way,
  edge: CallPlace,
  until: Date,
): Promise<SearchStep> {
  const bound = edge.started_at < until ? edge : { started_at: until, id: LOWEST_ID };
  const near = await readUntil(ctx, filter, way, bound);
  return goOn(near, way, (rest) => searchTranscripts(ctx, filter, { ...rest, after: bound }));
}

async function upwards(ctx: Context, filter: CallFilter, way: Way, edge: CallPlace, until: Date): Promise<SearchStep> {
  if (edge.started_at >= until) return readAll(ctx, filter, way);
  const near = await readUntil(ctx, filter, way, edge);
  return goOn(near, way, async (rest) => {
    const far = await searchTranscripts(ctx, filter, { ...rest, after: edge, before: until });
    if (far.resume) return far;
    return goOn(far.found, rest, (last) =>
      readAll(ctx, filter, { ...last, after: { started_at: until, id: LOWEST_ID } }),
    );
  });
}

async function goOn(found: CallPlace[], way: Way, next: (rest: Way) => Promise<SearchStep>): Promise<SearchStep> {
  if (found.length >= way.want) return { found, resume: found.at(-1) ?? null };
  const rest = await next({ ...way, want: way.want - found.length });
  return { found: [...found, ...rest.found], resume: rest.resume };
}

async function readAll(ctx: Context, filter: CallFilter, way: Way): Promise<SearchStep> {
  const found = await ordered(filteredCalls(ctx, filter), way).limit(way.want).execute();
  return { found, resume: found.length === way.want ? (found.at(-1) ?? null) : null };
}

function readUntil(ctx: Context, filter: CallFilter, way: Way, bound: CallPlace): Promise<CallPlace[]> {
  const sign = sql.raw(way.oldestFirst ? "<=" : ">=");
  return ordered(filteredCalls(ctx, filter), way)
    .where(sql<boolean>`(c.started_at, c.id) ${sign} (${bound.started_at}, ${bound.id}::uuid)`)
    .limit(way.want)
    .execute();
}

/** The place so many calls further on, by the filters that have an index of their own. */
function placeAfter(ctx: Context, filter: CallFilter, way: Way, count: number): Promise<CallPlace | undefined> {
  return ordered(indexedCalls(ctx, filter), way)
    .offset(count - 1)
    .limit(1)
    .executeTakeFirst();
}

function ordered(query: ReturnType<typeof filteredCalls>, { after, oldestFirst }: Way) {
  const direction = oldestFirst ? "asc" : "desc";
  const sign = sql.raw(oldestFirst ? ">" : "<");
  const from = after
    ? query.where(sql<boolean>`(c.started_at, c.id) ${sign} (${after.started_at}, ${after.id}::uuid)`)
    : query;
  return from.select(["c.id", "c.started_at"]).orderBy("c.started_at", direction).orderBy("c.id", direction);
}
