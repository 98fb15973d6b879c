import { sql } from "kysely";
import { newId } from "../db/new-id";
import { withTenant } from "../db/tenant";
import { logger } from "../log/logger";
import type { SigningAgent } from "./delivery";

const QUIET_MS = 5_000;
const QUIET_ONCE_WELL_MS = 1_000;
const lastNoted = new Map<string, { at: number; quiet_ms: number }>();

/**
 * Notes on the agent that a delivery was refused and why, so that "waiting" explains itself on its page, and counts those
 * since its last good one. At most once in five seconds and agent, or in one when it was well again meanwhile, whatever a
 * stranger sends; nothing of the refused body is kept.
 */
export async function noteRejection(agent: SigningAgent, reason: string): Promise<void> {
  const now = Date.now();
  const last = lastNoted.get(agent.id);
  if (last && now - last.at < last.quiet_ms) return;
  if (lastNoted.size > 10_000) lastNoted.clear();
  lastNoted.set(agent.id, { at: now, quiet_ms: QUIET_MS });
  try {
    await withTenant({ orgId: agent.org_id }, async (tx) => {
      const noted = await tx
        .updateTable("agents")
        .set({
          rejected_count: sql`case when last_delivery_at is null or last_rejected_at > last_delivery_at then rejected_count + 1 else 1 end`,
          last_rejected_at: sql`now()`,
          last_rejected_reason: reason,
        })
        .where("org_id", "=", agent.org_id)
        .where("id", "=", agent.id)
        .where(
          sql<boolean>`(last_rejected_at is null or last_rejected_at < now() - interval '5 seconds'
            or (last_rejected_at <= last_delivery_at and last_rejected_at < now() - interval '1 second'))`,
        )
        .returning("id")
        .execute();
      if (noted.length === 0) return;
      await tx
        .insertInto("events")
        .values({
          id: newId(),
          org_id: agent.org_id,
          name: "agent.rejected_delivery",
          subject_type: "agent",
          subject_id: agent.id,
          actor_type: "vendor",
          actor_id: agent.id,
          data: { reason },
        })
        .execute();
    });
  } catch (error) {
    // The refusal stands whether or not it could be noted.
    logger().warn({ error, agent_id: agent.id }, "a refused delivery could not be noted");
  }
}

/** A delivery of the agent has proven itself: the next one that is refused is news. */
export function noteProof({ id }: Pick<SigningAgent, "id">): void {
  const last = lastNoted.get(id);
  if (last) last.quiet_ms = QUIET_ONCE_WELL_MS;
}
