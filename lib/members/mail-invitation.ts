import { randomBytes } from "node:crypto";
import { invitationMail } from "@/emails/invitation";
import type { Context } from "../auth/context";
import { tokenHash } from "../crypto/lookup";
import { sendEmail } from "../email/send-email";
import { env } from "../env";
import { dateLocaleOf } from "../orgs/choices";
import { logoAddress } from "../orgs/logo-address";
import { readAppearance } from "../orgs/read-appearance";
import type { Invitation } from "./schemas";

const VALID_DAYS = 7;

/** A new token of an invitation: 256 random bits for the mail, their hash for us, and until when it works. */
export function newInvitationToken(now = Date.now()): { token: string; token_hash: string; expires_at: Date } {
  const token = randomBytes(32).toString("base64url");
  return { token, token_hash: tokenHash(token), expires_at: new Date(now + VALID_DAYS * 86_400_000) };
}

/**
 * Mails the link of an invitation. Called last in the transaction that writes the row: only the mail knows the token, so
 * there is no invitation without its mail. Throws `unavailable` when the mail cannot be handed over.
 */
export async function mailInvitation(ctx: Context, invitation: Invitation, token: string): Promise<void> {
  const { locale, logo_id } = await readAppearance(ctx);
  await sendEmail(
    { to: invitation.email, idempotencyKey: `invitation/${invitation.id}/${tokenHash(token).slice(0, 16)}` },
    invitationMail({
      organization: ctx.org.name,
      inviter: invitation.invited_by ?? "An administrator",
      role: invitation.role,
      link: `${env().PUBLIC_BASE_URL}/invitations/${token}`,
      expires: inWords(new Date(invitation.expires_at), { ...ctx.org, locale }),
      logo: logoAddress(logo_id),
    }),
  );
}

function inWords(date: Date, org: { locale: string; time_zone: string }): string {
  const form = { weekday: "long", month: "long", day: "numeric", timeZone: org.time_zone } as const;
  return new Intl.DateTimeFormat(dateLocaleOf(org.locale), form).format(date);
}
