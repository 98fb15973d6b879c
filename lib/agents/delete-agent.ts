import { sql } from "kysely";
import type { Context } from "../auth/context";
import { NO_WEBHOOK_SECRET } from "../credentials/webhook-secret";
import { recordEvent } from "../events/record-event";
import { audited } from "./audited";
import { agentOrThrow } from "./rows";

/** Deletes an agent: its address stops believing anything and its secret is forgotten at once; its calls and deliveries stay. */
export async function deleteAgent(ctx: Context, id: string): Promise<void> {
  const agent = await agentOrThrow(ctx, id);
  await ctx.tx
    .updateTable("agents")
    .set({ deleted_at: sql`now()`, ...NO_WEBHOOK_SECRET })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .execute();
  const data = { name: agent.name };
  await recordEvent(
    ctx,
    { name: "agent.deleted", subject: { type: "agent", id }, data },
    { before: audited(agent), after: {} },
  );
}
