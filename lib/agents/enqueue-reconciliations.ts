import { withOperatorRole, withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { checkAgentJob } from "./jobs/check-agent";
import { LAST_DAY, reconcileAgentJob } from "./jobs/reconcile-agent";

const EVERY_SECONDS = 540;
/** Configurations change more rarely than calls arrive. */
const CHECK_EVERY_SECONDS = 1740;
const PAGE = 500;

/** Gives every agent that is not paused, but those of deleted organizations, a job that compares its last day with its vendor's, and every half hour one that looks at its configuration there. @returns how many agents */
export async function enqueueReconciliations(): Promise<number> {
  let count = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const agents = await withOperatorRole((tx) =>
      tx
        .selectFrom("agents as a")
        .innerJoin("organizations as o", "o.id", "a.org_id")
        .select(["a.id", "a.org_id"])
        .where("o.deleted_at", "is", null)
        .where("a.deleted_at", "is", null)
        .where("a.paused_at", "is", null)
        .where("a.id", ">", after)
        .orderBy("a.id")
        .limit(PAGE)
        .execute(),
    );
    for (const { id, org_id } of agents) {
      const data = { org_id, agent_id: id, ...LAST_DAY };
      await withTenant({ orgId: org_id }, async (tx) => {
        await enqueue(tx, reconcileAgentJob, data, { singletonKey: id, singletonSeconds: EVERY_SECONDS });
        const check = { singletonKey: id, singletonSeconds: CHECK_EVERY_SECONDS };
        await enqueue(tx, checkAgentJob, { org_id, agent_id: id }, check);
      });
    }
    count += agents.length;
    after = agents.at(-1)?.id ?? after;
    if (agents.length < PAGE) return count;
  }
}
