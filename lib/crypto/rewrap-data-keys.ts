import { withOperatorRole } from "../db/tenant";
import { rewrapDataKey } from "./data-key";
import { newestKeyVersion } from "./key-ring";

/**
 * Wraps an organization's data keys with the newest key-encryption key. What they encrypted is not touched, and nobody who reads
 * meanwhile notices. Throws when one does not open: nothing is changed then. @returns how many were wrapped anew
 */
export function rewrapDataKeys(orgId: string): Promise<number> {
  return withOperatorRole(
    async (tx) => {
      const rows = await tx
        .selectFrom("data_keys")
        .select(["org_id", "version", "kek_version", "wrapped_key"])
        .where("org_id", "=", orgId)
        .where("kek_version", "!=", newestKeyVersion())
        .forUpdate()
        .execute();
      let wrapped = 0;
      for (const { wrapped_key, ...row } of rows) {
        if (wrapped_key === null) continue;
        const anew = rewrapDataKey({ ...row, wrapped_key });
        await tx
          .updateTable("data_keys")
          .set({ kek_version: anew.kek_version, wrapped_key: anew.wrapped_key })
          .where("org_id", "=", orgId)
          .where("version", "=", row.version)
          .execute();
        wrapped += 1;
      }
      return wrapped;
    },
    { orgId },
  );
}
