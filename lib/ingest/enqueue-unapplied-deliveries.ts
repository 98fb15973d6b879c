import { sql } from "kysely";
import { type Tx, withOperatorRole, withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { applyKeptDeliveries } from "./jobs/apply-kept-deliveries";

const LARGEST_ATTEMPTS = 8;
const MOST = 100;
const A_WHILE_AGO = sql<Date>`now() - interval '30 seconds'`;

/**
 * Gives every organization, but deleted ones, a job that tries its deliveries again which our side failed to apply, and one that
 * applies those still kept for an agent that is not paused any more: who kept them did not know yet that it had resumed.
 * @returns how many organizations
 */
export async function enqueueUnappliedDeliveries(): Promise<number> {
  const [failed, received] = await withOperatorRole(async (tx) => [await withFailed(tx), await withLeftBehind(tx)]);
  for (const { org_id } of failed) await ask(org_id, "failed");
  for (const { org_id } of received) await ask(org_id, "received");
  return new Set([...failed, ...received].map(({ org_id }) => org_id)).size;
}

function withFailed(tx: Tx): Promise<{ org_id: string }[]> {
  return tx
    .selectFrom("inbound_events as d")
    .innerJoin("organizations as o", "o.id", "d.org_id")
    .select("d.org_id")
    .distinct()
    .where("o.deleted_at", "is", null)
    .where("d.state", "=", "failed")
    .where("d.attempts", "<", LARGEST_ATTEMPTS)
    .where("d.received_at", "<", A_WHILE_AGO)
    .limit(MOST)
    .execute();
}

function withLeftBehind(tx: Tx): Promise<{ org_id: string }[]> {
  return tx
    .selectFrom("agents as a")
    .innerJoin("organizations as o", "o.id", "a.org_id")
    .select("a.org_id")
    .distinct()
    .where("o.deleted_at", "is", null)
    .where("a.deleted_at", "is", null)
    .where("a.paused_at", "is", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("inbound_events as d")
          .select("d.id")
          .whereRef("d.org_id", "=", "a.org_id")
          .whereRef("d.agent_id", "=", "a.id")
          .where("d.state", "=", "received")
          .where("d.attempts", "<", LARGEST_ATTEMPTS)
          .where("d.received_at", "<", A_WHILE_AGO),
      ),
    )
    .limit(MOST)
    .execute();
}

function ask(orgId: string, state: "failed" | "received"): Promise<void> {
  return withTenant({ orgId }, (tx) =>
    enqueue(
      tx,
      applyKeptDeliveries,
      { org_id: orgId, state },
      { singletonKey: `${state}:${orgId}`, singletonSeconds: 60 },
    ),
  );
}
