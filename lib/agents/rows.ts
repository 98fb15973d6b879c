import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import { decryptField } from "../crypto/decrypt-field";
import { encryptField } from "../crypto/encrypt-field";
import { lookupOf } from "../crypto/lookup";
import type { FieldAddress } from "../crypto/sealed-field";
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
export async function secretColumns(ctx: Context, agentId: string, scheme: AgentRow["auth_scheme"], secret: string) {
  const isSentAsIs = scheme === "bearer" || scheme === "shared_secret";
  return {
    secret_ciphertext: await encryptField(ctx.tx, secretAddress(ctx.org.id, agentId), secret),
    secret_last_four: secret.slice(-4),
    secret_lookup: isSentAsIs ? lookupOf("agent_secret", secret) : null,
  };
}

/** An agent's secret in clear. Never answer, log or store what this returns. @returns undefined when none is kept */
export async function secretOf(ctx: Context, agent: AgentRow): Promise<string | undefined> {
  const { id, org_id, secret_ciphertext } = agent;
  return secret_ciphertext === null ? undefined : decryptField(ctx.tx, secretAddress(org_id, id), secret_ciphertext);
}

function secretAddress(orgId: string, agentId: string): FieldAddress {
  return { orgId, table: "agents", column: "secret_ciphertext", rowId: agentId };
}
