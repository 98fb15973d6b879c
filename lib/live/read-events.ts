import { sql } from "kysely";
import { withTenant } from "../db/tenant";
import type { LiveEvent } from "./live-event";

/** Longer than any transaction of a tenant may last (statement_timeout 10 s), so that late commits are not skipped. */
export const LATE_COMMIT_MS = 20_000;

/**
 * Events of an organization whose ids were made after an instant, oldest first.
 * @param sinceMs Unix milliseconds; callers go back by an overlap and drop what they have seen, because ids are made
 *   before their transaction commits
 */
export function readEvents(orgId: string, sinceMs: number, limit: number): Promise<LiveEvent[]> {
  return withTenant({ orgId }, async (tx) => {
    const rows = await tx
      .selectFrom("events")
      .select(["id", "name", "occurred_at", "subject_type", "subject_id", "data"])
      .where("org_id", "=", orgId)
      .where("id", ">=", sql<string>`private.uuid_v7_floor(${new Date(sinceMs)})`)
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...row, occurred_at: row.occurred_at.toISOString() }));
  });
}

/** The instant inside a UUIDv7, in Unix milliseconds; undefined for anything else. */
export function timeOfId(id: string): number | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(id);
  return match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : undefined;
}
