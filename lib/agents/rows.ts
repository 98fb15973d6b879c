import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import { decryptField, encryptField, type FieldAddress } from "../crypto/field-encryption";
import { lookupOf } from "../crypto/lookup";
import type { DB } from "../db/database";
import { AppError } from "../errors";

export type AgentRow = Selectable<DB["agents"]>;

/** The agent of an id in this organization; throws `not_found`, also for deleted ones. */
export async function agentOrThrow(ctx: Context, id: string): Promise<AgentRow> {
  const row = await ctx.tx
    .selectFrom("agents")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such agent in this organization.");
  return row;
}

/** The columns that hold an agent's secret: encrypted at the agent's own address, with what may be shown and searched. */
export function secretColumns(orgId: string, agentId: string, scheme: AgentRow["auth_scheme"], secret: string) {
  const isSentAsIs = scheme === "bearer" || scheme === "shared_secret";
  return {
    secret_ciphertext: encryptField(secretAddress(orgId, agentId), secret),
    secret_last_four: secret.slice(-4),
    secret_lookup: isSentAsIs ? lookupOf("agent_secret", secret) : null,
  };
}

/** An agent's secret in clear. Never answer, log or store what this returns. @returns undefined when none is kept */
export function secretOf(agent: Pick<AgentRow, "id" | "org_id" | "secret_ciphertext">): string | undefined {
  return agent.secret_ciphertext === null
    ? undefined
    : decryptField(secretAddress(agent.org_id, agent.id), agent.secret_ciphertext);
}

function secretAddress(orgId: string, agentId: string): FieldAddress {
  return { orgId, table: "agents", column: "secret_ciphertext", rowId: agentId };
}
