import type { Context } from "../auth/context";
import type { CredentialKind } from "../credentials/kinds";
import { enqueue } from "../jobs/enqueue";
import { checkAgentJob } from "./jobs/check-agent";
import { LAST_DAY, reconcileAgentJob } from "./jobs/reconcile-agent";

/** More than that wait for their round. */
const MOST = 100;

/**
 * Has those agents of a vendor compared and checked at once that could not be asked about, because another key is used for it
 * now: until their round they would go on saying so.
 */
export async function askAgain(ctx: Context, kind: CredentialKind): Promise<void> {
  if (kind !== "retell" && kind !== "vapi") return;
  const agents = await ctx.tx
    .selectFrom("agents")
    .select("id")
    .where("org_id", "=", ctx.org.id)
    .where("provider", "=", kind)
    .where("deleted_at", "is", null)
    .where("paused_at", "is", null)
    .where((agent) =>
      agent.or([agent("reconciliation_error", "is not", null), agent("vendor_check_error", "is not", null)]),
    )
    .limit(MOST)
    .execute();
  for (const { id } of agents) {
    const of = { org_id: ctx.org.id, agent_id: id };
    await enqueue(ctx.tx, reconcileAgentJob, { ...of, ...LAST_DAY });
    await enqueue(ctx.tx, checkAgentJob, of);
  }
}
