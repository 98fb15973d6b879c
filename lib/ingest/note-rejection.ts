import { sql } from "kysely";
import { newId } from "../db/new-id";
import { withTenant } from "../db/tenant";
import { logger } from "../log/logger";
import type { SigningAgent } from "./delivery";

const QUIET_MS = 5_000;
const lastNoted = new Map<string, number>();

/**
 * Notes on the agent that a delivery was refused and why, so that "waiting" explains itself on its page. At most once in
 * five seconds and agent, whatever a stranger sends; nothing of the refused body is kept.
 */
export async function noteRejection(agent: SigningAgent, reason: string): Promise<void> {
  const now = Date.now();
  if (now - (lastNoted.get(agent.id) ?? 0) < QUIET_MS) return;
  if (lastNoted.size > 10_000) lastNoted.clear();
  lastNoted.set(agent.id, now);
  try {
    await withTenant({ orgId: agent.org_id }, async (tx) => {
      const noted = await tx
        .updateTable("agents")
        .set({ rejected_count: sql`rejected_count + 1`, last_rejected_at: sql`now()`, last_rejected_reason: reason })
        .where("org_id", "=", agent.org_id)
        .where("id", "=", agent.id)
        .where(sql<boolean>`last_rejected_at is null or last_rejected_at < now() - interval '5 seconds'`)
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
