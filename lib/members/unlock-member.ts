import { sql } from "kysely";
import type { Context } from "../auth/context";
import { attemptKey } from "../auth/guard-attempts";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";

/** Lifts the lock that failed attempts have put on a member's account. */
export async function unlockMember(ctx: Context, userId: string): Promise<void> {
  const member = await ctx.tx
    .selectFrom("memberships as m")
    .innerJoin("profiles as p", "p.user_id", "m.user_id")
    .where("m.org_id", "=", ctx.org.id)
    .where("m.user_id", "=", userId)
    .select(["p.user_id", "p.email", "m.role"])
    .executeTakeFirst();
  if (!member) throw new AppError("not_found", "There is no such member.");
  const { rows } = await sql<{ forgotten: number }>`
    select private.forget_attempts_at(${attemptKeysOf(member)}) as forgotten`.execute(ctx.tx);
  if (!rows[0]?.forgotten) throw new AppError("conflict", "This account is not locked.");
  await recordEvent(
    ctx,
    { name: "member.unlocked", subject: { type: "member", id: userId }, data: { role: member.role } },
    { before: { is_locked: true }, after: { is_locked: false } },
  );
}

/** Under which names a person's attempts are counted: their password's and their codes'. */
export function attemptKeysOf({ user_id, email }: { user_id: string; email: string }): string[] {
  return [attemptKey("password", email), attemptKey("code", user_id)];
}
