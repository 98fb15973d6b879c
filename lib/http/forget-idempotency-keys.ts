import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";

/** Drops answers kept for repeated requests once their 24 hours are over. @returns how many */
export async function forgetIdempotencyKeys(): Promise<number> {
  const [result] = await withOperatorRole((tx) =>
    tx.deleteFrom("idempotency_keys").where("created_at", "<", sql<Date>`now() - interval '24 hours'`).execute(),
  );
  return Number(result?.numDeletedRows ?? 0);
}
