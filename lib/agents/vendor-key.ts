import type { Context } from "../auth/context";
import { hasCredential, readCredential } from "../credentials/read-credential";
import { refuseEndedSecret } from "../credentials/refuse-ended-secret";
import { webhookSecretOf } from "../credentials/webhook-secret";
import { AppError } from "../errors";
import type { AgentRow } from "./rows";

/**
 * The key with which the vendor's API is asked about an agent: the one the organization keeps, or for Retell the agent's
 * own signing key, which is an API key too. Vapi's platform key is never used here: with it, an organization that names
 * somebody else's assistant would be handed their calls. Throws `CredentialEnded` when what would be used has ended.
 * @returns undefined when there is none
 */
export async function vendorKey(ctx: Context, agent: AgentRow): Promise<string | undefined> {
  return (await readCredential(ctx, agent.provider)) ?? (await ownKey(ctx, agent));
}

/** Whether there is a key to ask with; where the one there is has ended or cannot be read, that, in words. */
export async function vendorKeyStanding(
  ctx: Context,
  agent: AgentRow,
): Promise<{ has_vendor_key: boolean; vendor_key_problem: string | null }> {
  try {
    const has = (await hasCredential(ctx, agent.provider)) || (await ownKey(ctx, agent)) !== undefined;
    return { has_vendor_key: has, vendor_key_problem: null };
  } catch (error) {
    // Ended, or unreadable: its page is where that is told and mended.
    if (!(error instanceof AppError)) throw error;
    return { has_vendor_key: false, vendor_key_problem: error.message };
  }
}

async function ownKey(ctx: Context, agent: AgentRow): Promise<string | undefined> {
  const own = agent.provider === "retell" ? await webhookSecretOf(ctx, agent) : undefined;
  if (own !== undefined) await refuseEndedSecret(ctx, "retell", own);
  return own;
}
