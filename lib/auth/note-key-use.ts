import { sql } from "kysely";
import { type EnteredKey, withTenant } from "../db/tenant";

const NOTE_USE_EVERY_MS = 300_000;

/** Notes that a key was used, to five minutes: a busy key must not write with every request, nor make its requests wait for each other. */
export async function noteKeyUse({ key_id, last_used_at, org }: EnteredKey): Promise<void> {
  if (last_used_at && Date.now() - last_used_at.getTime() < NOTE_USE_EVERY_MS) return;
  await withTenant({ orgId: org.id }, (tx) =>
    tx
      .updateTable("api_keys")
      .set({ last_used_at: sql`clock_timestamp()` })
      .where("org_id", "=", org.id)
      .where("id", "=", key_id)
      // Of several requests that find it due at the same moment one writes.
      .where((key) =>
        key.or([
          key("last_used_at", "is", null),
          key("last_used_at", "<", sql<Date>`clock_timestamp() - interval '4 minutes'`),
        ]),
      )
      .execute(),
  );
}
