import type { Selectable } from "kysely";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { AppError } from "../errors";

/** The call of an id within the organization; throws `not_found` for everybody else's. */
export async function callRow(ctx: Context, id: string): Promise<Selectable<DB["calls"]>> {
  const row = await ctx.tx
    .selectFrom("calls")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw callNotFound();
  return row;
}

export function callNotFound(): AppError {
  return new AppError("not_found", "There is no such call in this organization.");
}
