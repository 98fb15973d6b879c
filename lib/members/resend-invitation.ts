import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { findInvitation } from "./list-invitations";
import { mailInvitation, newInvitationToken } from "./mail-invitation";
import type { Invitation } from "./schemas";

/** Sends an open or expired invitation again: a new link for another seven days; the old link stops working. */
export async function resendInvitation(ctx: Context, id: string): Promise<Invitation> {
  const { token, token_hash, expires_at } = newInvitationToken();
  const renewed = await ctx.tx
    .updateTable("invitations")
    .set({ token_hash, expires_at })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  const invitation = renewed && (await findInvitation(ctx, renewed.id));
  if (!invitation) throw new AppError("not_found", "There is no such open invitation.");
  const { email, role } = invitation;
  await recordEvent(
    ctx,
    { name: "invitation.resent", subject: { type: "invitation", id }, data: { role } },
    { after: { email, role, expires_at } },
  );
  await mailInvitation(ctx, invitation, token);
  return invitation;
}
