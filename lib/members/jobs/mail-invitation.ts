import { z } from "zod";
import { invitationMail } from "@/emails/invitation";
import { tokenHash } from "../../crypto/lookup";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { dateLocaleOf } from "../../orgs/choices";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";
import { invitationToken } from "../invitation-token";
import { findInvitation } from "../list-invitations";

const NAME = "mail-invitation";

/**
 * Mails the link of an invitation until the mail was taken, once for each link. One that was answered, taken back or sent again
 * meanwhile is not mailed any more.
 */
export const mailInvitationJob = defineJob({
  name: NAME,
  schema: z.object({
    org_id: z.uuid(),
    invitation_id: z.uuid(),
    /** Of the link (`newInvitationToken`). */
    seed: z.string(),
    by_staff: z.boolean(),
  }),
  run: async (run) => {
    const { invitation_id, seed, by_staff } = run.data;
    const token = invitationToken(seed);
    const letter = await withJobContext(run, NAME, async (ctx) => {
      const invitation = await findInvitation(ctx, invitation_id, tokenHash(token));
      if (!invitation) return undefined;
      const { locale, logo_id } = await readAppearance(ctx);
      const mail = invitationMail({
        organization: ctx.org.name,
        inviter: by_staff ? "Foyer" : (invitation.invited_by ?? "An administrator"),
        role: invitation.role,
        link: `${env().PUBLIC_BASE_URL}/invitations/${token}`,
        expires: inWords(new Date(invitation.expires_at), { ...ctx.org, locale }),
        logo: logoAddress(logo_id),
      });
      return { to: invitation.email, mail };
    });
    if (!letter) return;
    const idempotencyKey = `invitation/${invitation_id}/${tokenHash(token).slice(0, 16)}`;
    await sendEmail({ to: letter.to, idempotencyKey }, letter.mail);
  },
});

function inWords(date: Date, org: { locale: string; time_zone: string }): string {
  const form = { weekday: "long", month: "long", day: "numeric", timeZone: org.time_zone } as const;
  return new Intl.DateTimeFormat(dateLocaleOf(org.locale), form).format(date);
}
