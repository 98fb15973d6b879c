import { sql } from "kysely";
import { destroyDataKeys } from "../crypto/destroy-data-keys";
import { withOperatorRole } from "../db/tenant";

/** How long a deleted organization could still be brought back. */
const KEPT_DAYS = 30;
const AT_ONCE = 100;

/** Destroys the data keys of organizations that were deleted for good. @returns how many keys */
export async function destroyKeysOfDeleted(): Promise<number> {
  const organizations = await withOperatorRole((tx) =>
    tx
      .selectFrom("organizations as o")
      .select("o.id")
      .where("o.deleted_at", "<", sql<Date>`clock_timestamp() - make_interval(days => ${KEPT_DAYS})`)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("data_keys as k")
            .select("k.org_id")
            .whereRef("k.org_id", "=", "o.id")
            .where("k.destroyed_at", "is", null),
        ),
      )
      .limit(AT_ONCE)
      .execute(),
  );
  let destroyed = 0;
  for (const { id } of organizations) destroyed += await destroyDataKeys(id);
  return destroyed;
}
