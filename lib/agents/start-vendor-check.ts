import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { asAppError, VendorError } from "../voice/vendor-error";
import { checkAgent } from "./check-agent";
import { type AgentDetail, getAgent } from "./get-agent";
import { keyOrThrow } from "./list-vendor-agents";
import { agentOrThrow } from "./rows";
import { vendorKey } from "./vendor-key";

/**
 * Asks the vendor now how the agent is configured. Throws `not_configured` without a key.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function startVendorCheck(ctx: Context, { id }: { id: string }): Promise<() => Promise<AgentDetail>> {
  const agent = await agentOrThrow(ctx, id);
  keyOrThrow(await vendorKey(ctx, agent));
  return () => checkNow(ctx, id);
}

/** The check and the agent after it, each in transactions of their own. */
export async function checkNow(ctx: Context, id: string): Promise<AgentDetail> {
  const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
  const inTransaction = <T>(work: (inner: Context) => Promise<T>) => withTenant(scope, (tx) => work({ ...ctx, tx }));
  try {
    await checkAgent(inTransaction, id);
  } catch (error) {
    throw error instanceof VendorError ? asAppError(error) : error;
  }
  return inTransaction((inner) => getAgent(inner, { id }));
}
