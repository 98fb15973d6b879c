import type { Context } from "../auth/context";

export type AgentNames = { data: { id: string; name: string }[] };

/** Names of the organization's agents for filters, alphabetical; deleted ones too, because their calls remain. */
export async function listAgentNames(ctx: Context): Promise<AgentNames> {
  const data = await ctx.tx
    .selectFrom("agents")
    .select(["id", "name"])
    .where("org_id", "=", ctx.org.id)
    .orderBy("name")
    .limit(200)
    .execute();
  return { data };
}
