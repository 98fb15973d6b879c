import { z } from "zod";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { type Price, readPrice } from "./read-price";

export const SetPrice = z.strictObject({
  price_per_minute_micros: z.number().int().min(0).max(1_000_000_000, "Ask less than 1,000 a minute.").nullable(),
});

/** Sets or takes away the price of a minute. It speaks of past calls too: a price is how the organization looks at them. */
export async function setPrice(ctx: Context, change: z.infer<typeof SetPrice>): Promise<Price> {
  const { price_per_minute_micros } = await readPrice(ctx);
  await ctx.tx.updateTable("organizations").set(change).where("id", "=", ctx.org.id).execute();
  await recordEvent(
    ctx,
    {
      name: "organization.updated",
      subject: { type: "organization", id: ctx.org.id },
      data: {},
    },
    { before: { price_per_minute_micros }, after: change },
  );
  return readPrice(ctx);
}
