import type { z } from "zod";
import type { Context } from "../auth/context";
import { cursorAfter, figureCursorAfter } from "./cursor";
import { type CallPage, pageOfCalls } from "./list-calls";
import { callRow } from "./rows";
import { ListCalls, type SortColumn } from "./schemas";

/** The filters and the order of the list that is walked through. */
export const NeighbourQuery = ListCalls.omit({ id: true, limit: true, cursor: true });

type Query = z.infer<typeof NeighbourQuery>;

/** Pages of a search that hold no call are passed over, but no more than this: what lies further is not a neighbour. */
const MOST_PAGES = 5;

/** The calls before and after one in a list, by id; null at its ends. */
export type Neighbours = { previous: string | null; next: string | null };

/** Finds the calls that stand before and after one in a filtered, sorted list of calls. Throws `not_found`. */
export async function neighboursOfCall(ctx: Context, { id, ...query }: Query & { id: string }): Promise<Neighbours> {
  const call = await callRow(ctx, id);
  const cursor = placeIn(query.sort, call);
  if (cursor === null) return { previous: null, next: null };
  const first = async (sort: Query["sort"]) => {
    let from: string | null = cursor;
    for (let pages = 0; from !== null && pages < MOST_PAGES; pages += 1) {
      const page: CallPage = await pageOfCalls(ctx, { ...query, sort, cursor: from, limit: 1 });
      if (page.data[0]) return page.data[0].id;
      from = page.next_cursor;
    }
    return null;
  };
  const [next, previous] = await Promise.all([first(query.sort), first(reversed(query.sort))]);
  return { previous, next };
}

function placeIn(
  sort: Query["sort"],
  call: {
    id: string;
    started_at: Date;
    duration_ms: number | null;
    latency_p50_ms: number | null;
    cost_micros: number | null;
  },
): string | null {
  const column = sort.replace("-", "") as SortColumn;
  if (column === "started_at") return cursorAfter(call);
  const value = call[column];
  return value === null ? null : figureCursorAfter(column, { value, id: call.id });
}

function reversed(sort: Query["sort"]): Query["sort"] {
  return (sort.startsWith("-") ? sort.slice(1) : `-${sort}`) as Query["sort"];
}
