import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { keepingAnAdmin } from "./last-admin";
import type { MemberRole } from "./schemas";

/** Gives a member another role, effective with their next request. The last admin and the owner stay one (`conflict`). */
export async function changeRole(
  ctx: Context,
  userId: string,
  role: MemberRole,
): Promise<{ user_id: string; role: MemberRole }> {
  const held = await ctx.tx
    .selectFrom("memberships")
    .select("role")
    .where("org_id", "=", ctx.org.id)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  const changed = await keepingAnAdmin(() =>
    ctx.tx
      .updateTable("memberships")
      .set({ role })
      .where("org_id", "=", ctx.org.id)
      .where("user_id", "=", userId)
      .returning(["user_id", "role"])
      .executeTakeFirst(),
  );
  if (!changed) throw new AppError("not_found", "There is no such member.");
  const fact = { name: "member.role_changed", subject: { type: "member", id: userId }, data: { role } } as const;
  await recordEvent(ctx, fact, { before: held, after: { role } });
  return changed;
}
