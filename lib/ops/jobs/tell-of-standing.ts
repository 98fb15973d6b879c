import { z } from "zod";
import { standingMail } from "@/emails/standing";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { KEPT_DAYS } from "../../keys/kept-days";
import { adminsOf } from "../../members/admins-of";
import { dateLocaleOf } from "../../orgs/date-locale";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";

const NAME = "tell-of-standing";
const A_DAY = 86_400_000;

/** Mails every admin of an organization that platform staff have shut it, deleted it, or taken that back. */
export const tellOfStandingJob = defineJob({
  name: NAME,
  schema: z.object({
    org_id: z.uuid(),
    standing: z.enum(["suspended", "reactivated", "deleted", "restored"]),
    at: z.iso.datetime(),
  }),
  run: async (run) => {
    const { standing, at } = run.data;
    const tell = async ({ org, tx }: Parameters<Parameters<typeof withJobContext>[2]>[0]) => {
      const { locale, logo_id } = await readAppearance({ org, tx });
      const form = { dateStyle: "medium", timeStyle: "short", timeZone: org.time_zone } as const;
      const words = new Intl.DateTimeFormat(dateLocaleOf(locale), form);
      return {
        mail: standingMail({
          standing,
          organization: org.name,
          // The picture of a deleted organization is shown to nobody.
          logo: standing === "deleted" ? undefined : logoAddress(logo_id),
          at: words.format(new Date(at)),
          until: words.format(Date.parse(at) + KEPT_DAYS * A_DAY),
          link: new URL(`/${org.slug}`, env().PUBLIC_BASE_URL).href,
        }),
        admins: await adminsOf(tx, org.id),
      };
    };
    const { mail, admins } = await withJobContext(run, NAME, tell, { evenDeleted: true });
    for (const { user_id, email } of admins)
      await sendEmail({ to: email, idempotencyKey: `standing/${run.jobId}/${user_id}` }, mail);
  },
});
