import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { difference } from "../events/redact";
import { type Agent, describeAgent } from "./agent";
import { audited } from "./audited";
import { agentOrThrow } from "./rows";

/** Pauses an agent: its deliveries are kept from now on (within seconds everywhere), but change no call. Pausing twice is pausing once. */
export async function pauseAgent(ctx: Context, id: string): Promise<Agent> {
  const agent = await agentOrThrow(ctx, id);
  if (agent.paused_at) return describeAgent(agent);
  const row = await ctx.tx
    .updateTable("agents")
    .set({ paused_at: sql`now()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const data = { name: row.name };
  const change = difference(audited(agent), audited(row));
  await recordEvent(ctx, { name: "agent.paused", subject: { type: "agent", id }, data }, change);
  return describeAgent(row);
}
