import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";

/** Takes an invitation back: its link stops working. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  const revoked = await ctx.tx
    .updateTable("invitations")
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["role", "email"])
    .executeTakeFirst();
  if (!revoked) throw new AppError("not_found", "There is no such open invitation.");
  await recordEvent(
    ctx,
    {
      name: "invitation.revoked",
      subject: { type: "invitation", id },
      data: { role: revoked.role },
    },
    { before: revoked, after: {} },
  );
}
