import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";

/** Drops notes that were deleted more than 30 days ago. @returns how many */
export async function forgetDeletedNotes(): Promise<number> {
  const [result] = await withOperatorRole((tx) =>
    tx.deleteFrom("notes").where("deleted_at", "<", sql<Date>`now() - interval '30 days'`).execute(),
  );
  return Number(result?.numDeletedRows ?? 0);
}
