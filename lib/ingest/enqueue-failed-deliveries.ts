import { sql } from "kysely";
import { withOperatorRole, withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { applyKeptDeliveries } from "./jobs/apply-kept-deliveries";

const LARGEST_ATTEMPTS = 8;

/** Gives every organization, but deleted ones, with deliveries our side failed to apply a job that tries them again. @returns how many organizations */
export async function enqueueFailedDeliveries(): Promise<number> {
  const organizations = await withOperatorRole((tx) =>
    tx
      .selectFrom("inbound_events as d")
      .innerJoin("organizations as o", "o.id", "d.org_id")
      .select("d.org_id")
      .distinct()
      .where("o.deleted_at", "is", null)
      .where("d.state", "=", "failed")
      .where("d.attempts", "<", LARGEST_ATTEMPTS)
      .where("d.received_at", "<", sql<Date>`now() - interval '30 seconds'`)
      .limit(100)
      .execute(),
  );
  for (const { org_id } of organizations) {
    await withTenant({ orgId: org_id }, (tx) =>
      enqueue(
        tx,
        applyKeptDeliveries,
        { org_id, state: "failed" },
        { singletonKey: `failed:${org_id}`, singletonSeconds: 60 },
      ),
    );
  }
  return organizations.length;
}
