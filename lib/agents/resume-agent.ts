import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { applyKeptDeliveries } from "../ingest/jobs/apply-kept-deliveries";
import { enqueue } from "../jobs/enqueue";
import { type Agent, describeAgent } from "./agent";
import { audited } from "./audited";
import { agentOrThrow } from "./rows";

/** An instance may go on keeping deliveries for as long as it remembers the agent as paused. */
const LATE_SECONDS = 10;

/** Lets a paused agent's deliveries change calls again, and applies those that were kept meanwhile. */
export async function resumeAgent(ctx: Context, id: string): Promise<Agent> {
  const agent = await agentOrThrow(ctx, id);
  if (!agent.paused_at) return describeAgent(agent);
  const row = await ctx.tx
    .updateTable("agents")
    .set({ paused_at: null })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const kept = { org_id: ctx.org.id, state: "received" as const };
  await enqueue(ctx.tx, applyKeptDeliveries, kept);
  await enqueue(ctx.tx, applyKeptDeliveries, kept, { startAfter: LATE_SECONDS });
  const data = { name: row.name };
  const change = difference(audited(agent), audited(row));
  await recordEvent(ctx, { name: "agent.resumed", subject: { type: "agent", id }, data }, change);
  return describeAgent(row);
}
