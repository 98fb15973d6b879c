import type { Context } from "../auth/context";
import { webhookSecretColumns } from "../credentials/webhook-secret";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { type Expected, refuseStale } from "../http/version";
import { type Agent, describeAgent } from "./agent";
import { audited, editable } from "./audited";
import { type AgentRow, agentOrThrow, UNSEEN_AT_VENDOR } from "./rows";
import type { UpdateAgent } from "./schemas";

/**
 * Changes an agent; what is left out stays. Whatever decides which deliveries are believed makes it wait for a proof
 * again, and another vendor agent makes what was compared with the vendor meaningless. Throws `conflict` for an agent that
 * is not as expected.
 */
export async function updateAgent(
  ctx: Context,
  { id, ...input }: UpdateAgent & { id: string },
  expected: Expected = null,
): Promise<Agent> {
  const agent = await agentOrThrow(ctx, id, { locked: true });
  refuseStale(expected, editable(agent));
  if (agent.provider === "retell" && (input.auth_scheme || input.auth_config)) {
    throw new AppError("invalid", "Retell signs in one way only.", {
      fields: { auth_scheme: "Retell has no choice here." },
    });
  }
  const row = await ctx.tx
    .updateTable("agents")
    .set({ ...plainChanges(agent, input), ...(await proofChanges(ctx, agent, input)) })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const data = { name: row.name };
  const change = difference(audited(agent), audited(row));
  await recordEvent(ctx, { name: "agent.updated", subject: { type: "agent", id }, data }, change);
  return describeAgent(row);
}

function plainChanges(agent: AgentRow, { name = agent.name, vendor_agent_id = agent.vendor_agent_id }: UpdateAgent) {
  if (vendor_agent_id === agent.vendor_agent_id) return { name };
  return { name, vendor_agent_id, webhook_registered_at: null, ...UNSEEN_AT_VENDOR };
}

async function proofChanges(ctx: Context, agent: AgentRow, { auth_scheme: chosen, auth_config, secret }: UpdateAgent) {
  const auth_scheme = chosen ?? agent.auth_scheme;
  if (auth_scheme === agent.auth_scheme && !auth_config && !secret) return {};
  if (auth_scheme !== agent.auth_scheme && !secret) {
    throw new AppError("invalid", "Check secret.", { fields: { secret: "Another way of proof needs its secret." } });
  }
  return {
    auth_scheme,
    validated_at: null,
    ...(auth_config && { auth_config: JSON.stringify(auth_config) }),
    ...(secret && (await webhookSecretColumns(ctx, agent.id, auth_scheme, secret))),
  };
}
