import { sql } from "kysely";
import { destroyDataKeys } from "../crypto/destroy-data-keys";
import { withOperatorRole } from "../db/tenant";
import { logger } from "../log/logger";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";
import { forgetPictures } from "../orgs/forget-pictures";
import { KEPT_DAYS } from "./kept-days";

const AT_ONCE = 100;

/**
 * Destroys the data keys of organizations that were deleted for good, and deletes their pictures, which lie under no key. What
 * could not be deleted (reported) is tried again with the next run. @returns how many keys
 */
export async function destroyKeysOfDeleted(): Promise<number> {
  let destroyed = 0;
  for (const { id, logo_id } of await deletedForGood()) {
    destroyed += await destroyDataKeys(id);
    // After the keys: an object storage that is away keeps nobody's data readable.
    if (logo_id !== null) await forgetPictures(id).catch((error: unknown) => tellThatTheyStay(error, id));
  }
  return destroyed;
}

async function tellThatTheyStay(error: unknown, org_id: string): Promise<void> {
  logger().error({ error, org_id }, "the pictures of a deleted organization stay until the next run");
  await reportError(error, trailOf(error));
}

const hasKeys = sql<boolean>`exists (
  select from public.data_keys k where k.org_id = o.id and k.destroyed_at is null
)`;

// Those with keys first: pictures that cannot be deleted keep nobody's keys waiting.
function deletedForGood(): Promise<{ id: string; logo_id: string | null }[]> {
  return withOperatorRole((tx) =>
    tx
      .selectFrom("organizations as o")
      .select(["o.id", "o.logo_id"])
      .where("o.deleted_at", "<", sql<Date>`clock_timestamp() - make_interval(days => ${KEPT_DAYS})`)
      .where(({ or, eb }) => or([hasKeys, eb("o.logo_id", "is not", null)]))
      .orderBy(hasKeys, "desc")
      .orderBy("o.id")
      .limit(AT_ONCE)
      .execute(),
  );
}
