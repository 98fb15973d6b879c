import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "../db/database";
import type { Tx } from "../db/tenant";
import { ROTATE_KEYS } from "./rotation";
import type { KeyRotation } from "./schemas";

/** How many organizations a rotation of everybody has not moved, though it began after them. */
export type NotMoved = { live: number; deleted: number };

/** Nobody brings back what was deleted longer ago: thirty days, and a day until maintenance has destroyed its keys. */
const RESTORABLE_DAYS = 31;

/**
 * Organizations whose fields may still be where they were before a rotation of everybody: deleted when it passed and not yet
 * destroyed, or brought back since. In an operator's transaction.
 */
export async function notMoved(tx: Tx, { id, started_at }: KeyRotation): Promise<NotMoved> {
  const since = new Date(started_at);
  const row = await tx
    .selectFrom("organizations as o")
    .select(({ fn }) => [
      fn.countAll<string>().filterWhere("o.deleted_at", "is", null).as("live"),
      fn.countAll<string>().filterWhere("o.deleted_at", "is not", null).as("deleted"),
    ])
    .where("o.created_at", "<", since)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb("o.deleted_at", "is", null),
        sql<SqlBool>`o.deleted_at > clock_timestamp() - make_interval(days => ${RESTORABLE_DAYS})`,
        exists(
          selectFrom("data_keys as k")
            .select("k.org_id")
            .whereRef("k.org_id", "=", "o.id")
            .where("k.destroyed_at", "is", null),
        ),
      ]),
    )
    .where((organization) => organization.not(hasMoved(organization, { id, since })))
    .executeTakeFirstOrThrow();
  return { live: Number(row.live), deleted: Number(row.deleted) };
}

/** Whether a rotation has moved an organization's fields: as part of that of everybody, or by itself since. */
function hasMoved(
  { exists, selectFrom }: ExpressionBuilder<DB & { o: DB["organizations"] }, "o">,
  { id, since }: { id: string; since: Date },
) {
  return exists(
    selectFrom("job_runs as r")
      .select("r.id")
      .whereRef("r.org_id", "=", "o.id")
      // Written as the predicate of its partial index.
      .where("r.name", "=", sql.lit(ROTATE_KEYS))
      .where("r.state", "=", "completed")
      .where((run) => run.or([run("r.rotation_id", "=", id), run("r.created_at", ">=", since)])),
  );
}
