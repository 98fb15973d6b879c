import { sql } from "kysely";
import { z } from "zod";
import { accountLockedMail } from "@/emails/account-locked";
import type { Mail } from "@/emails/layout";
import { securityNoticeMail } from "@/emails/security-notice";
import { withoutTenant } from "../../db/tenant";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { Notice } from "../notice";
import { unlockToken } from "../unlock-account";

const CHANGED = {
  factor_added: "A second factor was added to your account.",
  factor_removed: "A second factor was removed from your account.",
  recovery_code_used: "A recovery code was used to sign in, and your second factor was removed.",
} as const;

/**
 * Mails the owner of an account what has happened to it, until the mail was taken. Neither the address nor a link is kept in
 * the queue: both are made when it leaves. An account that is gone is told nothing.
 */
export const tellOwnerJob = defineJob({
  name: "tell-owner",
  schema: z.object({ person_id: z.uuid(), happening: z.string(), notice: Notice }),
  run: async ({ data: { person_id, happening, notice } }) => {
    const { rows } = await withoutTenant((tx) =>
      sql<{ email: string | null }>`select private.address_of(${person_id}::uuid) as email`.execute(tx),
    );
    const email = rows[0]?.email;
    if (email) await sendEmail({ to: email, idempotencyKey: `account/${happening}/${person_id}` }, mailOf(notice));
  },
});

function mailOf(notice: Notice): Mail {
  if (notice.about !== "locked") return securityNoticeMail({ what: CHANGED[notice.about] });
  const token = unlockToken(notice.lock, new Date(notice.since));
  return accountLockedMail({ what: notice.what, link: `${env().PUBLIC_BASE_URL}/unlock?token=${token}` });
}
