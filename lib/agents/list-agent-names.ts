import type { Context } from "../auth/context";

/** Names of the organization's agents for filters, alphabetical; deleted ones too, because their calls remain. */
export async function listAgentNames(ctx: Context): Promise<{ id: string; name: string }[]> {
  return ctx.tx
    .selectFrom("agents")
    .select(["id", "name"])
    .where("org_id", "=", ctx.org.id)
    .orderBy("name")
    .limit(200)
    .execute();
}
