import { sql } from "kysely";
import { withOperatorRole, withTenant } from "../db/tenant";
import { encryptedColumns } from "./encrypted-columns";
import { moveFields } from "./move-fields";

const BATCH = 200;

/**
 * Destroys every data key of an organization: nothing that was encrypted for it can be read again, and nothing can be encrypted
 * for it any more. What lies directly under a key of the environment (from before data keys) is moved first, so that it is lost as
 * well. There is no way back. Processes that hold an open key forget it within a minute. @returns how many keys were destroyed
 */
export async function destroyDataKeys(orgId: string): Promise<number> {
  for (const column of encryptedColumns) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await withTenant({ orgId }, async (tx) => (await moveFields(tx, orgId, column, from, BATCH)).last);
    } while (after !== null);
  }
  const { numUpdatedRows } = await withOperatorRole(
    (tx) =>
      tx
        .updateTable("data_keys")
        .set({ wrapped_key: null, destroyed_at: sql`clock_timestamp()` })
        .where("org_id", "=", orgId)
        .where("destroyed_at", "is", null)
        .executeTakeFirstOrThrow(),
    { orgId },
  );
  return Number(numUpdatedRows);
}
