import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { enqueue } from "../jobs/enqueue";
import { newInvitationToken } from "../members/invitation-token";
import { mailInvitationJob } from "../members/jobs/mail-invitation";
import { findInvitation } from "../members/list-invitations";
import type { Invitation } from "../members/schemas";

/**
 * Invites the one who will own an organization that nobody owns, and has a job mail the link; an earlier invitation of an owner stops
 * working. `conflict` when it has an owner: they hand it over themselves.
 */
export async function inviteOwner(ctx: Context, email: string): Promise<Invitation> {
  const { seed, token_hash, expires_at } = newInvitationToken();
  const { rows } = await sql<{ id: string | null }>`
    select private.invite_owner(${email}, ${token_hash}, ${expires_at}) as id`.execute(ctx.tx);
  const id = rows[0]?.id;
  const invitation = id ? await findInvitation(ctx, id) : undefined;
  if (!invitation) throw new AppError("conflict", "This organization has an owner, who can hand it over.");
  await recordEvent(
    ctx,
    { name: "member.invited", subject: { type: "invitation", id: invitation.id }, data: { role: "org_admin" } },
    { after: { email, role: "org_admin", makes_owner: true } },
  );
  await enqueue(ctx.tx, mailInvitationJob, {
    org_id: ctx.org.id,
    invitation_id: invitation.id,
    seed,
    token_hash,
    by_staff: true,
  });
  return invitation;
}
