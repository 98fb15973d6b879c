import type { Context } from "../auth/context";
import { interpretBody } from "../ingest/receive-delivery";
import { BODY, openBody } from "../phi/fields";
import { openVault } from "../phi/vault";
import type { AgentRow } from "./rows";

/**
 * Which agent at the vendor this is: the id given by hand or by one click, else the one that its newest proven delivery names.
 * @returns undefined while nothing has said so
 */
export async function vendorAgentIdOf(ctx: Context, agent: AgentRow): Promise<string | undefined> {
  if (agent.vendor_agent_id) return agent.vendor_agent_id;
  const newest = await ctx.tx
    .selectFrom("inbound_events")
    .select([...BODY, "received_at"])
    .where("org_id", "=", ctx.org.id)
    .where("agent_id", "=", agent.id)
    .where("source", "=", "webhook")
    .where("call_id", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) return undefined;
  const body = openBody(await openVault(ctx), "inbound_events", newest);
  const seen = interpretBody(agent.provider, body, newest.received_at.getTime());
  return seen.outcome === "call" ? (seen.event.vendor_agent_id ?? undefined) : undefined;
}
