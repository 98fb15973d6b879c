import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";
import { kept } from "./kept";

/** How the database server fares. Sizes are bytes, times seconds; `cache_hit_ratio` is of its own memory, 0 to 1. */
export type DatabaseVitals = {
  max_connections: number;
  connections: number;
  active: number;
  idle_in_transaction: number;
  waiting_for_locks: number;
  longest_transaction_s: number;
  cache_hit_ratio: number | null;
  deadlocks: number;
  size_bytes: number;
  /** Statements above 100 ms on average since the statistics began; at most 50 are counted. */
  slow_statements: number;
};

/** Read at most every five seconds and process. */
export const readDatabaseVitals = kept(5_000, async (): Promise<DatabaseVitals> => {
  const found = await withOperatorRole((tx) =>
    sql<DatabaseVitals>`select * from private.database_vitals()`.execute(tx),
  );
  const row = found.rows[0];
  if (!row) throw new Error("the database said nothing of itself");
  return row;
});
