import { sql } from "kysely";
import { type Tx, withOperatorRole, withTenant } from "../db/tenant";
import { knownDataKeys } from "./read-data-keys";
import { addDataKey } from "./writing-key";

/**
 * Destroys every data key of an organization, at once and however much it keeps: nothing that was encrypted for it can be read
 * again, and nothing can be encrypted for it any more. There is no way back. Processes that hold an open key forget it within a minute.
 * @param follow what is to follow, in the transaction that destroys
 * @returns how many keys were destroyed
 */
export async function destroyDataKeys(orgId: string, follow: (tx: Tx) => Promise<unknown>): Promise<number> {
  // One that never needed a data key gets one first: its destroyed row is what says that there is no way back.
  await withTenant({ orgId }, async (tx) => {
    const known = await knownDataKeys(tx);
    if (known.length === 0) await addDataKey(tx, orgId, known);
  });
  return withOperatorRole(
    async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable("data_keys")
        .set({ wrapped_key: null, destroyed_at: sql`clock_timestamp()` })
        .where("org_id", "=", orgId)
        .where("destroyed_at", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) await follow(tx);
      return Number(numUpdatedRows);
    },
    { orgId },
  );
}
