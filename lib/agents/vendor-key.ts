import type { Context } from "../auth/context";
import { readCredential } from "../credentials/read-credential";
import { webhookSecretOf } from "../credentials/webhook-secret";
import type { AgentRow } from "./rows";

/**
 * The key with which the vendor's API is asked about an agent: the one the organization keeps, or for Retell the agent's
 * own signing key, which is an API key too. Vapi's platform key is never used here: with it, an organization that names
 * somebody else's assistant would be handed their calls.
 * @returns undefined when there is none
 */
export async function vendorKey(ctx: Context, agent: AgentRow): Promise<string | undefined> {
  const kept = await readCredential(ctx, agent.provider);
  return kept ?? (agent.provider === "retell" ? webhookSecretOf(ctx, agent) : undefined);
}
