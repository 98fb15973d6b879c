import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";
import { logger } from "../log/logger";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";
import { forgetPictures } from "../orgs/forget-pictures";
import { destroyKeys } from "./destroy-keys";
import { KEPT_DAYS } from "./kept-days";

const AT_ONCE = 100;

/**
 * Destroys the data keys of organizations that were deleted for good, and deletes their pictures, which lie under no key. What
 * could not be done for one (reported) keeps nobody else waiting, and is tried again with the next run. @returns how many keys
 */
export async function destroyKeysOfDeleted(): Promise<number> {
  let destroyed = 0;
  const organizations = await deletedForGood();
  const each = async (of: typeof organizations, what: string, work: (orgId: string) => Promise<unknown>) => {
    for (const { id } of of) await work(id).catch((error: unknown) => tellThatTheyStay(error, { what, org_id: id }));
  };
  await each(organizations, "keys", async (id) => {
    destroyed += await destroyKeys(id);
  });
  // After everybody's keys: an object storage that is away or slow keeps nobody's data readable.
  await each(
    organizations.filter(({ logo_id }) => logo_id !== null),
    "pictures",
    forgetPictures,
  );
  return destroyed;
}

async function tellThatTheyStay(error: unknown, of: { what: string; org_id: string }): Promise<void> {
  logger().error({ error, ...of }, "something of a deleted organization stays until the next run");
  await reportError(error, trailOf(error));
}

// Also one without any data key: what it keeps lies under a key of the environment. And one with a key beside destroyed ones,
// added by a rotation that looked before they were destroyed.
const hasKeys = sql<boolean>`(
  not exists (select from public.data_keys k where k.org_id = o.id and k.destroyed_at is not null)
  or exists (select from public.data_keys k where k.org_id = o.id and k.destroyed_at is null)
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
