import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { type DomainRow, describeDomain } from "./describe-domain";
import type { Domain } from "./schemas";

/** The organization's host names, newest first; there are at most ten (`addDomain`). */
export async function listDomains(ctx: Context): Promise<Domain[]> {
  const rows = await ctx.tx
    .selectFrom("domains")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .orderBy("id", "desc")
    .limit(10)
    .execute();
  return rows.map(describeDomain);
}

/** One of them, as it is kept. Throws `not_found`. @param held for a change: whoever else would change it waits */
export async function domainOrThrow(ctx: Context, id: string, held = false): Promise<DomainRow> {
  const row = await ctx.tx
    .selectFrom("domains")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .$if(held, (row) => row.forUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such domain in this organization.");
  return row;
}
