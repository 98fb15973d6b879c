import { z } from "zod";
import { invitationMail } from "@/emails/invitation";
import type { Context } from "../../auth/context";
import { tokenHash } from "../../crypto/lookup";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { dateLocaleOf } from "../../orgs/date-locale";
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
    token_hash: z.string(),
    by_staff: z.boolean(),
  }),
  run: async (run) => {
    const { invitation_id, seed, token_hash, by_staff } = run.data;
    const token = invitationToken(seed);
    const letter = await withJobContext(run, NAME, async (ctx) => {
      // Our key has changed since: the seed makes another token now, which takes the place of the one that nobody can make any more.
      if (tokenHash(token) !== token_hash) await replaceHash(ctx, invitation_id, token_hash, tokenHash(token));
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

async function replaceHash(ctx: Context, id: string, before: string, token_hash: string): Promise<void> {
  await ctx.tx
    .updateTable("invitations")
    .set({ token_hash })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", id)
    .where("token_hash", "=", before)
    .execute();
}

function inWords(date: Date, org: { locale: string; time_zone: string }): string {
  const form = { weekday: "long", month: "long", day: "numeric", timeZone: org.time_zone } as const;
  return new Intl.DateTimeFormat(dateLocaleOf(org.locale), form).format(date);
}
