import type { Context } from "../auth/context";
import { decryptField, decryptFieldOnTheRoad } from "../crypto/decrypt-field";
import { encryptField } from "../crypto/encrypt-field";
import { lookupOf } from "../crypto/lookup";
import type { FieldAddress } from "../crypto/sealed-field";

/** An agent with the secret that proves its deliveries, sealed. */
export type WithWebhookSecret = { id: string; org_id: string; secret_ciphertext: string | null };

/** The columns that hold an agent's secret: encrypted at the agent's own address, with what may be shown and searched. */
export async function webhookSecretColumns(ctx: Context, agentId: string, scheme: string, secret: string) {
  const isSentAsIs = scheme === "bearer" || scheme === "shared_secret";
  return {
    secret_ciphertext: await encryptField(ctx.tx, addressOf(ctx.org.id, agentId), secret),
    secret_last_four: secret.slice(-4),
    secret_lookup: isSentAsIs ? lookupOf("agent_secret", secret) : null,
  };
}

/** The same columns of an agent whose secret is forgotten. */
export const NO_WEBHOOK_SECRET = { secret_ciphertext: null, secret_last_four: null, secret_lookup: null };

/** Differs whenever a secret was saved anew, and tells nothing of it: for saying that it changed. */
export function sealOf({ secret_ciphertext }: WithWebhookSecret): string | null {
  return secret_ciphertext;
}

/** An agent's secret in clear. Never answer, log or store what this returns. @returns undefined when none is kept */
export async function webhookSecretOf(ctx: Context, agent: WithWebhookSecret): Promise<string | undefined> {
  const { id, org_id, secret_ciphertext } = agent;
  return secret_ciphertext === null ? undefined : decryptField(ctx.tx, addressOf(org_id, id), secret_ciphertext);
}

// Opened once for as long as `signing-agents` remembers the agent: five seconds, in this process's memory only.
const open = new WeakMap<WithWebhookSecret, string>();

/** The same on the road of deliveries, outside a transaction. */
export async function webhookSecretOnTheRoad(agent: WithWebhookSecret): Promise<string | undefined> {
  const known = open.get(agent);
  if (known !== undefined || agent.secret_ciphertext === null) return known;
  const secret = await decryptFieldOnTheRoad(addressOf(agent.org_id, agent.id), agent.secret_ciphertext);
  open.set(agent, secret);
  return secret;
}

function addressOf(orgId: string, agentId: string): FieldAddress {
  return { orgId, table: "agents", column: "secret_ciphertext", rowId: agentId };
}
