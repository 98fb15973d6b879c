import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { asAppError, VendorError } from "../voice/vendor-error";
import { checkAgent } from "./check-agent";
import { type AgentDetail, getAgent } from "./get-agent";
import { checkAgentJob } from "./jobs/check-agent";
import { keyOrThrow } from "./list-vendor-agents";
import { agentOrThrow } from "./rows";
import { vendorKey } from "./vendor-key";

const CHECK = { type: "job", id: checkAgentJob.name } as const;

/**
 * Asks the vendor now how the agent is configured. Throws `not_configured` without a key.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function startVendorCheck(ctx: Context, { id }: { id: string }): Promise<() => Promise<AgentDetail>> {
  const agent = await agentOrThrow(ctx, id);
  keyOrThrow(await vendorKey(ctx, agent));
  return () => checkNow(ctx, id);
}

/**
 * The check and the agent after it, each in transactions of their own. What the check finds nobody did here: history names
 * the check, not the person who asked for it.
 */
export async function checkNow(ctx: Context, id: string): Promise<AgentDetail> {
  const scope = { orgId: ctx.org.id, ...(ctx.actor.type === "user" && { userId: ctx.actor.id }) };
  const inTransaction = <T>(work: (inner: Context) => Promise<T>) => withTenant(scope, (tx) => work({ ...ctx, tx }));
  try {
    await checkAgent((work) => inTransaction((inner) => work({ ...inner, actor: CHECK, ip: undefined })), id);
  } catch (error) {
    throw error instanceof VendorError ? asAppError(error) : error;
  }
  return inTransaction((inner) => getAgent(inner, { id }));
}
