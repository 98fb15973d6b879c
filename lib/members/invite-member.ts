import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { newInvitationToken } from "./invitation-token";
import { mailInvitationJob } from "./jobs/mail-invitation";
import { findInvitation } from "./list-invitations";
import type { Invitation, InviteMember } from "./schemas";

/**
 * Invites an address into the organization; a job mails its link, however long that takes. Answers alike whether or not the address has an account;
 * `conflict` when it belongs to a member or has an open invitation.
 */
export async function inviteMember(ctx: Context, input: InviteMember): Promise<Invitation> {
  await refuseMember(ctx, input.email);
  const { seed, token_hash, expires_at } = newInvitationToken();
  const made = await ctx.tx
    .insertInto("invitations")
    .values({
      org_id: ctx.org.id,
      email: input.email,
      role: input.role,
      token_hash,
      expires_at,
      invited_by: ctx.actor.type === "user" ? ctx.actor.id : null,
    })
    .onConflict((open) =>
      open.columns(["org_id", "email"]).where("accepted_at", "is", null).where("revoked_at", "is", null).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  const invitation = made && (await findInvitation(ctx, made.id));
  if (!invitation) throw conflict("This address has an open invitation. Send it again from the list.");
  await recordEvent(
    ctx,
    {
      name: "member.invited",
      subject: { type: "invitation", id: invitation.id },
      data: { role: input.role },
    },
    { after: input },
  );
  await enqueue(ctx.tx, mailInvitationJob, {
    org_id: ctx.org.id,
    invitation_id: invitation.id,
    seed,
    token_hash,
    by_staff: false,
  });
  return invitation;
}

async function refuseMember(ctx: Context, email: string): Promise<void> {
  const member = await ctx.tx
    .selectFrom("memberships as m")
    .innerJoin("profiles as p", "p.user_id", "m.user_id")
    .where("m.org_id", "=", ctx.org.id)
    .where("p.email", "=", email)
    .select("m.user_id")
    .executeTakeFirst();
  if (member) throw conflict("This person is a member already.");
}

function conflict(message: string): AppError {
  return new AppError("conflict", message, { fields: { email: message } });
}
