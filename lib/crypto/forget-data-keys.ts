import { sql } from "kysely";
import { withOperatorRole, withTenant } from "../db/tenant";
import { encryptedColumns } from "./encrypted-columns";
import { isUnder } from "./move-fields";

/** How long after its successor a data key is kept at least: longer than any process remembers which key is the newest. */
export const FORGET_AFTER_S = 900;

/**
 * Forgets the data keys of an organization that were superseded long enough ago and that no field needs any more. Whoever kept a
 * copy of an old field and of the old environment then opens nothing with this database. @returns the versions forgotten
 */
export async function forgetDataKeys(orgId: string, afterSeconds = FORGET_AFTER_S): Promise<number[]> {
  const superseded = await withOperatorRole(
    (tx) =>
      tx
        .selectFrom("data_keys as k")
        .innerJoin("data_keys as n", (join) =>
          join.onRef("n.org_id", "=", "k.org_id").on("n.version", "=", sql<number>`k.version + 1`),
        )
        .where("k.org_id", "=", orgId)
        .where("k.destroyed_at", "is", null)
        .where("n.created_at", "<", sql<Date>`clock_timestamp() - make_interval(secs => ${afterSeconds})`)
        .select("k.version")
        .execute(),
    { orgId },
  );
  const forgotten: number[] = [];
  for (const { version } of superseded) {
    if (await isNeeded(orgId, version)) continue;
    await withOperatorRole(
      (tx) => tx.deleteFrom("data_keys").where("org_id", "=", orgId).where("version", "=", version).execute(),
      { orgId },
    );
    forgotten.push(version);
  }
  return forgotten;
}

async function isNeeded(orgId: string, version: number): Promise<boolean> {
  for (const column of encryptedColumns) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      const look: Awaited<ReturnType<typeof isUnder>> = await withTenant({ orgId }, (tx) =>
        isUnder(tx, orgId, column, { version, after: from }),
      );
      if (look.found) return true;
      after = look.last;
    } while (after !== null);
  }
  return false;
}
