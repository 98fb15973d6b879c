import { sql } from "kysely";
import type { Context } from "../auth/context";
import { cursorAfter, placeOfCursor } from "./cursor";
import { filteredCalls } from "./filtered-calls";
import { LISTED_COLUMNS, type ListedCall, listedCall } from "./listed-call";
import type { CallFilter, ListCalls } from "./schemas";

/** A total stops counting here: the cost of a request must not grow with the organization. */
const COUNTED = 1000;

export type CallPage = {
  data: ListedCall[];
  next_cursor: string | null;
  /** Only with the first page. */
  total?: { value: number; capped: boolean };
};

/** Calls, newest first, a page at a time, with a capped total on the first page. Throws `invalid` for a foreign cursor. */
export async function listCalls(ctx: Context, { limit, cursor, ...filter }: ListCalls): Promise<CallPage> {
  let query = filteredCalls(ctx, filter);
  if (cursor) {
    const place = placeOfCursor(cursor);
    query = query.where(sql<boolean>`(c.started_at, c.id) < (${place.started_at}, ${place.id}::uuid)`);
  }
  const [rows, total] = await Promise.all([
    query
      .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.org_id", "=", "c.org_id"))
      .select(LISTED_COLUMNS)
      .orderBy("c.started_at", "desc")
      .orderBy("c.id", "desc")
      .limit(limit + 1)
      .execute(),
    cursor ? undefined : countUpTo(ctx, filter),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(listedCall),
    next_cursor: rows.length > limit && last ? cursorAfter(last) : null,
    ...(total ? { total } : {}),
  };
}

async function countUpTo(ctx: Context, filter: CallFilter): Promise<{ value: number; capped: boolean }> {
  const counted = await ctx.tx
    .selectFrom(
      filteredCalls(ctx, filter)
        .select("c.id")
        .limit(COUNTED + 1)
        .as("found"),
    )
    .select(({ fn }) => fn.countAll<number>().as("found"))
    .executeTakeFirst();
  const found = counted?.found ?? 0;
  return { value: Math.min(found, COUNTED), capped: found > COUNTED };
}
