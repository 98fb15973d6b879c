import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { agentOrThrow } from "./rows";

/** Deletes an agent: its address stops believing anything and its secret is forgotten at once; its calls and deliveries stay. */
export async function deleteAgent(ctx: Context, id: string): Promise<void> {
  const { name } = await agentOrThrow(ctx, id);
  await ctx.tx
    .updateTable("agents")
    .set({ deleted_at: sql`now()`, secret_ciphertext: null, secret_lookup: null, secret_last_four: null })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
  await recordEvent(ctx, { name: "agent.deleted", subject: { type: "agent", id }, data: { name } });
}
