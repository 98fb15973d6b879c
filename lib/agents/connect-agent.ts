import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { asAppError, VendorError } from "../voice/vendor-error";
import { describeAgent } from "./agent";
import { audited } from "./audited";
import type { AgentDetail } from "./get-agent";
import { keyOrThrow } from "./list-vendor-agents";
import { agentOrThrow, UNSEEN_AT_VENDOR } from "./rows";
import type { ConnectAgent } from "./schemas";
import { checkNow } from "./start-vendor-check";
import { vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";

/**
 * Points an agent at the vendor to this agent's webhook address, through the vendor's API, and remembers which it was.
 * Doing it twice is doing it once.
 * @returns work to be done after the transaction: ask the vendor, then note the success in a transaction of its own
 */
export async function connectAgent(
  ctx: Context,
  { id, vendor_agent_id }: ConnectAgent & { id: string },
): Promise<() => Promise<AgentDetail>> {
  const agent = await agentOrThrow(ctx, id);
  const api = vendorApi(agent.provider, keyOrThrow(await vendorKey(ctx, agent)));
  const { webhook_url } = describeAgent(agent);
  return async () => {
    try {
      await api.setWebhook(vendor_agent_id, webhook_url);
    } catch (error) {
      throw error instanceof VendorError ? asAppError(error) : error;
    }
    const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
    await withTenant(scope, async (tx) => {
      const before = await agentOrThrow({ ...ctx, tx }, id, { locked: true });
      const row = await tx
        .updateTable("agents")
        .set({
          ...(vendor_agent_id === before.vendor_agent_id ? {} : UNSEEN_AT_VENDOR),
          vendor_agent_id,
          webhook_registered_at: sql`now()`,
        })
        .where("org_id", "=", ctx.org.id)
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
      const data = { name: row.name };
      const change = difference(audited(before), audited(row));
      await recordEvent({ ...ctx, tx }, { name: "agent.updated", subject: { type: "agent", id }, data }, change);
    });
    // At once, because Retell sets the address in a draft: whoever clicked has to hear that callers do not reach it yet.
    return checkNow(ctx, id);
  };
}
