import { type RawBuilder, sql } from "kysely";

/** A timestamp as ISO 8601 UTC with the microseconds Postgres keeps, so that a cursor stands exactly on its row. */
export function instantText(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The rows after a key of instant and id, in ascending order. */
export function afterInstant(column: string, id: string, [at, after]: [string, string]): RawBuilder<boolean> {
  // Sent as text: as a timestamp the driver would pass it through Date and lose the microseconds.
  return sql<boolean>`(${sql.ref(column)}, ${sql.ref(id)}) > (${at}::text::timestamptz, ${after}::uuid)`;
}
