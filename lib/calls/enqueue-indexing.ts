import { sql } from "kysely";
import { withOperatorRole, withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { indexCallsJob } from "./jobs/index-calls";

const MOST = 500;
const EVERY_SECONDS = 30;

/** Gives every organization with facts or calls that its search index has not read a job that reads them. @returns how many */
export async function enqueueIndexing(): Promise<number> {
  const organizations = await withOperatorRole((tx) =>
    tx
      .selectFrom("organizations as o")
      .leftJoin("search_progress as p", "p.org_id", "o.id")
      .select("o.id")
      .where("o.deleted_at", "is", null)
      .where(
        sql<boolean>`(p.org_id is null or p.history_before is not null
          or exists (select from events e where e.org_id = o.id and e.id > p.last_event_id))`,
      )
      .orderBy("p.updated_at", (order) => order.asc().nullsFirst())
      .limit(MOST)
      .execute(),
  );
  for (const { id } of organizations) {
    await withTenant({ orgId: id }, (tx) =>
      enqueue(tx, indexCallsJob, { org_id: id }, { singletonKey: id, singletonSeconds: EVERY_SECONDS }),
    );
  }
  return organizations.length;
}
