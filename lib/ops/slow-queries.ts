import { sql } from "kysely";
import type { Tx } from "../db/tenant";

/** A statement of this database that takes long; its values are replaced by `$1`, `$2` … Times are milliseconds. */
export type SlowQuery = {
  query: string;
  calls: number;
  mean_ms: number;
  max_ms: number;
  total_ms: number;
  rows: number;
};

/**
 * The statements that cost most in total among those slower than `atLeastMs` on average (or ten times that once), for the
 * operator console; at most 50. Source: pg_stat_statements since its last reset.
 * @param tx a transaction of the operator role
 */
export async function slowQueries(tx: Tx, atLeastMs = 100): Promise<SlowQuery[]> {
  const found = await sql<SlowQuery>`select * from private.slow_queries(${atLeastMs})`.execute(tx);
  return found.rows.map(({ mean_ms, max_ms, total_ms, ...query }) => ({
    ...query,
    mean_ms: Math.round(mean_ms * 10) / 10,
    max_ms: Math.round(max_ms * 10) / 10,
    total_ms: Math.round(total_ms),
  }));
}
