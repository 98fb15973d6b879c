import type { Context } from "../auth/context";
import { may } from "../auth/permissions";
import { createCredential } from "../credentials/create-credential";
import { noneIfEnded } from "../credentials/credential-ended";
import { readCredential } from "../credentials/read-credential";
import { webhookSecretColumns } from "../credentials/webhook-secret";
import { newId } from "../db/new-id";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { type Agent, describeAgent } from "./agent";
import { audited } from "./audited";
import { type CreateAgent, wouldKeepKey } from "./schemas";

/**
 * Creates an agent with its own webhook address. It waits until a genuine delivery of its vendor proves the secret.
 * Throws `invalid` when Retell's key is left out and none is kept, `conflict` when the one that is kept has ended.
 */
export async function createAgent(ctx: Context, input: CreateAgent): Promise<Agent> {
  const id = newId();
  const auth_scheme = input.provider === "retell" ? ("retell_signature" as const) : input.auth_scheme;
  const secret = input.provider === "retell" ? await retellKey(ctx, input) : input.secret;
  const row = await ctx.tx
    .insertInto("agents")
    .values({
      id,
      org_id: ctx.org.id,
      provider: input.provider,
      name: input.name,
      vendor_agent_id: input.vendor_agent_id ?? null,
      auth_scheme,
      auth_config: JSON.stringify(input.provider === "vapi" ? (input.auth_config ?? {}) : {}),
      created_by: ctx.actor.type === "user" ? ctx.actor.id : null,
      ...(await webhookSecretColumns(ctx, id, auth_scheme, secret)),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const data = { name: row.name };
  await recordEvent(ctx, { name: "agent.created", subject: { type: "agent", id }, data }, { after: audited(row) });
  return describeAgent(row);
}

async function retellKey(ctx: Context, input: Extract<CreateAgent, { provider: "retell" }>): Promise<string> {
  if (input.secret) {
    // Keeping a credential is a right of its own, which programs and visiting staff do not have.
    const keeps = wouldKeepKey(input) && may(ctx.actor, "credentials.write");
    if (keeps && !(await readCredential(ctx, "retell").catch(noneIfEnded)))
      await createCredential(ctx, { kind: "retell", label: "Retell", secret: input.secret });
    return input.secret;
  }
  const saved = await readCredential(ctx, "retell");
  if (saved) return saved;
  throw new AppError("invalid", "Check secret.", {
    fields: { secret: "Paste the Retell key with the webhook badge." },
  });
}
