import type { Context } from "../auth/context";
import type { Credential } from "./schemas";

/** The organization's credentials as they may be shown: provider, last four characters, since when. */
export async function listCredentials(ctx: Context): Promise<Credential[]> {
  const rows = await ctx.tx
    .selectFrom("org_credentials as c")
    .leftJoin("profiles as p", "p.user_id", "c.created_by")
    .where("c.org_id", "=", ctx.org.id)
    .select(["c.provider", "c.last_four", "c.updated_at", "p.full_name", "p.email"])
    .orderBy("c.provider")
    .execute();
  return rows.map(({ provider, last_four, updated_at, full_name, email }) => ({
    provider,
    last_four,
    created_by: full_name || email,
    updated_at: updated_at.toISOString(),
  }));
}
