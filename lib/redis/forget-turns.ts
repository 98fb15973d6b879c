import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";

/** Drops what Postgres counted in place of Redis once its window is over. @returns how many rows */
export async function forgetTurns(): Promise<number> {
  const { rows } = await withOperatorRole((tx) =>
    sql<{ forgotten: number }>`select private.forget_turns() as forgotten`.execute(tx),
  );
  return rows[0]?.forgotten ?? 0;
}
