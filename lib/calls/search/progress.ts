import { sql } from "kysely";
import type { Context } from "../../auth/context";

/** Calls last no longer; what began earlier than this before the last fact read has been read when it ended. */
const LONGEST_CALL_MS = 6 * 3_600_000;

/** How far the index of an organization can be trusted. */
export type SearchProgress = {
  /** Calls that began before this moment are in the index; null while the past is still being read. */
  indexed_until: Date | null;
};

/** What the index knows; calls that began later, and all of them while it is being filled, are read from `calls` itself. */
export async function searchProgress(ctx: Context): Promise<SearchProgress> {
  const row = await ctx.tx
    .selectFrom("search_progress")
    .select(["last_event_id", "history_before"])
    .where("org_id", "=", ctx.org.id)
    .executeTakeFirst();
  if (!row || row.history_before !== null) return { indexed_until: null };
  return { indexed_until: new Date(timeOfEvent(row.last_event_id) - LONGEST_CALL_MS) };
}

/** The instant inside a UUIDv7 of ours, in Unix milliseconds. */
export function timeOfEvent(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** The smallest id an event of this instant can have. */
export function eventIdAt(ms: number) {
  return sql<string>`private.uuid_v7_floor(${new Date(ms)})`;
}
