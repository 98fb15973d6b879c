import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { readSecondFactorRule, type SecondFactorRule } from "./read-second-factor-rule";

export const SetSecondFactorRule = z.strictObject({ admins_need_second_factor: z.boolean() });

/**
 * Says whether admins must have a second factor; it holds from their next request on. Whoever wants it of others has one
 * (else `conflict`), so that nobody shuts themselves out.
 */
export async function setSecondFactorRule(
  ctx: Context,
  change: z.infer<typeof SetSecondFactorRule>,
): Promise<SecondFactorRule> {
  const before = await readSecondFactorRule(ctx);
  if (change.admins_need_second_factor) await requireOwn(ctx);
  await ctx.tx.updateTable("organizations").set(change).where("id", "=", ctx.org.id).execute();
  const { admins_need_second_factor } = before;
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    { before: { admins_need_second_factor }, after: change },
  );
  return readSecondFactorRule(ctx);
}

async function requireOwn({ tx, actor }: Context): Promise<void> {
  if (actor.type !== "user") return;
  const { rows } = await sql<{ has: boolean }>`select private.has_second_factor(${actor.id}::uuid) as has`.execute(tx);
  if (!rows[0]?.has)
    throw new AppError("conflict", "Set up a second factor for yourself first, in your account.", {
      reason: "own_factor_missing",
    });
}
