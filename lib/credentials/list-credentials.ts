import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { describeCredential } from "./describe-credential";
import type { Credential } from "./schemas";

const MOST = 200;

/** The organization's credentials as they may be shown, newest first; the retired ones too. */
export async function listCredentials(ctx: Context): Promise<Credential[]> {
  const rows = await withAuthors(ctx).orderBy("c.id", "desc").limit(MOST).execute();
  return rows.map(({ full_name, email, ...row }) => describeCredential(row, full_name || email));
}

/** One of them. Throws `not_found`. */
export async function getCredential(ctx: Context, { id }: { id: string }): Promise<Credential> {
  const found = await withAuthors(ctx).where("c.id", "=", id).executeTakeFirst();
  if (!found) throw new AppError("not_found", "There is no such credential in this organization.");
  const { full_name, email, ...row } = found;
  return describeCredential(row, full_name || email);
}

function withAuthors(ctx: Context) {
  return ctx.tx
    .selectFrom("credentials as c")
    .leftJoin("profiles as p", "p.user_id", "c.created_by")
    .where("c.org_id", "=", ctx.org.id)
    .selectAll("c")
    .select(["p.full_name", "p.email"]);
}
