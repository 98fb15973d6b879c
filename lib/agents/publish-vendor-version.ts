import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { asAppError, VendorError } from "../voice/vendor-error";
import type { AgentDetail } from "./get-agent";
import { keyOrThrow } from "./list-vendor-agents";
import { agentOrThrow } from "./rows";
import type { PublishVendorVersion } from "./schemas";
import { checkNow } from "./start-vendor-check";
import { vendorAgentIdOf } from "./vendor-agent-id-of";
import { vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";

/**
 * Publishes a version of the agent at its vendor, everything that is in it, and looks at the agent again.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function publishVendorVersion(
  ctx: Context,
  { id, version }: PublishVendorVersion & { id: string },
): Promise<() => Promise<AgentDetail>> {
  const agent = await agentOrThrow(ctx, id);
  const api = vendorApi(agent.provider, keyOrThrow(await vendorKey(ctx, agent)));
  const vendorAgentId = await vendorAgentIdOf(ctx, agent);
  if (!vendorAgentId) throw new AppError("conflict", "Nothing has said yet which agent at the vendor this is.");
  return async () => {
    try {
      await api.publish(vendorAgentId, version);
    } catch (error) {
      throw error instanceof VendorError ? asAppError(error) : error;
    }
    const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
    const data = { name: agent.name, version };
    await withTenant(scope, (tx) =>
      recordEvent({ ...ctx, tx }, { name: "agent.published_at_vendor", subject: { type: "agent", id }, data }),
    );
    return checkNow(ctx, id);
  };
}
