import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { keepingAnAdmin } from "./last-admin";

/** Takes a member out of the organization, effective with their next request. The last admin and the owner stay (`conflict`). */
export async function removeMember(ctx: Context, userId: string): Promise<void> {
  const removed = await keepingAnAdmin(() =>
    ctx.tx
      .deleteFrom("memberships")
      .where("org_id", "=", ctx.org.id)
      .where("user_id", "=", userId)
      .returning("role")
      .executeTakeFirst(),
  );
  if (!removed) throw new AppError("not_found", "There is no such member.");
  await recordEvent(
    ctx,
    {
      name: "member.removed",
      subject: { type: "member", id: userId },
      data: { role: removed.role },
    },
    { before: removed, after: {} },
  );
}
