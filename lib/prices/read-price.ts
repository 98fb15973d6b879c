import type { Context } from "../auth/context";
import { AppError } from "../errors";

export type Price = { price_per_minute_micros: number | null; currency: string };

/** What the organization asks for a billable minute, in millionths of its currency; null when it has set no price. */
export async function readPrice(ctx: Context): Promise<Price> {
  const row = await ctx.tx
    .selectFrom("organizations")
    .select(["price_per_minute_micros", "currency"])
    .where("id", "=", ctx.org.id)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "There is no such organization.");
  return row;
}
