import { sql } from "kysely";
import type { Tx } from "./tenant";

/** How many rows one statement of a long walk looks at: far from the limit of ten seconds, however large a table is. */
const WINDOW = 2_000;

/**
 * Where the next window of an organization's rows ends, so that a walk over a large table looks at a bounded part of it with
 * each statement, found or not. Reads the index of (org_id, `rowId`) alone.
 * @returns the last row of the window, null when the table ends in it
 */
export async function windowEnd(
  tx: Tx,
  { orgId, table, rowId, after }: { orgId: string; table: string; rowId: string; after: string | null },
): Promise<string | null> {
  const row = sql.ref(`t.${rowId}`);
  const { rows } = await sql<{ row_id: string }>`
    select ${row}::text as row_id from ${sql.table(table)} t
    where t.org_id = ${orgId} ${after === null ? sql`` : sql`and ${row} > ${after}`}
    order by ${row} offset ${WINDOW - 1} limit 1`.execute(tx);
  return rows[0]?.row_id ?? null;
}
