import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { reconcileAgentJob } from "./jobs/reconcile-agent";
import { keyOrThrow } from "./list-vendor-agents";
import { agentOrThrow } from "./rows";
import type { StartReconciliation } from "./schemas";
import { vendorKey } from "./vendor-key";

/** Starts comparing an agent's calls with its vendor's, at once and up to this moment. Throws `not_configured` without a key. */
export async function startReconciliation(
  ctx: Context,
  { id, hours }: StartReconciliation & { id: string },
): Promise<{ id: string; state: "queued" }> {
  const agent = await agentOrThrow(ctx, id);
  keyOrThrow(await vendorKey(ctx, agent));
  const run = await ctx.tx
    .insertInto("job_runs")
    .values({
      org_id: ctx.org.id,
      name: reconcileAgentJob.name,
      input: JSON.stringify({ agent_id: id, hours }),
      started_by: ctx.actor.type === "user" ? ctx.actor.id : null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await enqueue(ctx.tx, reconcileAgentJob, {
    org_id: ctx.org.id,
    agent_id: id,
    hours,
    settle_ms: 0,
    run_id: run.id,
  });
  const data = { name: agent.name, hours };
  await recordEvent(ctx, { name: "agent.reconciliation_started", subject: { type: "agent", id }, data });
  return { id: run.id, state: "queued" };
}
