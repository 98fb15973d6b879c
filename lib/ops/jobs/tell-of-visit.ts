import { z } from "zod";
import { visitMail } from "@/emails/visit";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { adminsOf } from "../../members/admins-of";
import { dateLocaleOf } from "../../orgs/date-locale";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";

const NAME = "tell-of-visit";

/** Mails every admin of an organization that platform staff are in it: who, why, until when, and whether they may change things. */
export const tellOfVisitJob = defineJob({
  name: NAME,
  schema: z.object({
    org_id: z.uuid(),
    operator_id: z.uuid(),
    reason: z.string(),
    changes_reason: z.string().nullable(),
    ends_at: z.iso.datetime(),
  }),
  run: async (run) => {
    const { reason, changes_reason, ends_at } = run.data;
    const { mail, admins } = await withJobContext(run, NAME, async ({ org, tx }) => {
      const { locale, logo_id } = await readAppearance({ org, tx });
      const form = { dateStyle: "medium", timeStyle: "short", timeZone: org.time_zone } as const;
      return {
        mail: visitMail({
          organization: org.name,
          logo: logoAddress(logo_id),
          reason,
          changes_reason,
          until: new Intl.DateTimeFormat(dateLocaleOf(locale), form).format(new Date(ends_at)),
          link: new URL(`/${org.slug}/settings/audit?actor_type=operator`, env().PUBLIC_BASE_URL).href,
        }),
        admins: await adminsOf(tx, org.id),
      };
    });
    for (const { user_id, email } of admins)
      await sendEmail({ to: email, idempotencyKey: `visit/${run.jobId}/${user_id}` }, mail);
  },
});
