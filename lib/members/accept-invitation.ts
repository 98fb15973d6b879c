import { sql } from "kysely";
import { saveProfile } from "../auth/save-profile";
import { tokenHash } from "../crypto/lookup";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import type { PersonContext } from "../http/with-user";
import { type CrossedInto, crossedContext } from "./crossing";

type Outcome = "joined" | "owner" | "member_already" | "unknown" | "other_address" | "accepted" | "revoked" | "expired";
type Answer = CrossedInto & { outcome: Outcome; invitation_id: string };

/**
 * Redeems an invitation for the signed-in person, whose address must be the invited one. Works once; the database
 * decides, so that two clicks or a revocation at the same moment cannot both win. A member whom staff have invited to own an
 * organization that nobody owns becomes its owner.
 */
export async function acceptInvitation(ctx: PersonContext, token: string): Promise<{ slug: string }> {
  await saveProfile(ctx.tx, ctx.person);
  const answer = await sql<Answer>`
    select * from private.accept_invitation(${ctx.person.id}::uuid, ${ctx.person.email}, ${tokenHash(token)})
  `.execute(ctx.tx);
  const row = answer.rows[0];
  if (!row) throw new Error("accept_invitation returned nothing");
  const { outcome, invitation_id, ...org } = row;
  const refusal = REFUSALS[outcome];
  if (refusal) throw refusal();
  if (outcome === "joined") {
    await recordEvent(crossedContext(ctx, org), {
      name: "member.joined",
      subject: { type: "member", id: ctx.person.id },
      data: { role: org.role === "super_admin" ? null : org.role },
    });
  }
  if (outcome === "owner") {
    const data = { owner_id: ctx.person.id };
    await recordEvent(
      crossedContext(ctx, org),
      { name: "organization.owner_changed", subject: { type: "organization", id: org.id }, data },
      { before: { owner_id: null }, after: { ...data, role: org.role } },
    );
  }
  return { slug: org.slug };
}

const gone = (message: string, reason: Outcome) => () => new AppError("conflict", message, { reason });

const REFUSALS: Partial<Record<Outcome, () => AppError>> = {
  unknown: () => new AppError("not_found", "There is no such invitation. Open the link from the newest mail."),
  other_address: () =>
    new AppError("forbidden", "This invitation is for another e-mail address. Sign in with that one.", {
      reason: "other_address",
    }),
  accepted: gone("This invitation has been used.", "accepted"),
  revoked: gone("This invitation has been taken back.", "revoked"),
  expired: gone("This invitation has expired. Ask for a new one.", "expired"),
};
