import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { newInvitationToken } from "./invitation-token";
import { mailInvitationJob } from "./jobs/mail-invitation";
import { findInvitation } from "./list-invitations";
import type { Invitation } from "./schemas";

/** Sends an open or expired invitation again: a new link for another seven days; the old link stops working. */
export async function resendInvitation(ctx: Context, id: string): Promise<Invitation> {
  const { seed, token_hash, expires_at } = newInvitationToken();
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
  await enqueue(ctx.tx, mailInvitationJob, {
    org_id: ctx.org.id,
    invitation_id: id,
    seed,
    token_hash,
    by_staff: false,
  });
  return invitation;
}
