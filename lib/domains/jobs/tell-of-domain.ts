import { z } from "zod";
import { domainMail } from "@/emails/domain";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { AppError } from "../../errors";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { adminsOf } from "../../members/admins-of";
import { dateLocaleOf } from "../../orgs/choices";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";
import { proofOf } from "../describe-domain";
import { lapsesAt } from "../grace";
import { domainOrThrow } from "../list-domains";

const NAME = "tell-of-domain";

/** Mails every admin that a name's proof is missing, or that the name leads here no more. */
export const tellOfDomainJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), domain_id: z.uuid(), news: z.enum(["missing", "lapsed"]) }),
  run: async (run) => {
    const { domain_id, news } = run.data;
    try {
      const letters = await withJobContext(run, NAME, async (ctx) => {
        const row = await domainOrThrow(ctx, domain_id);
        // Found again before anybody was told, or proven anew: what the mail would say is over.
        if ((news === "missing" ? row.missing_since : row.lapsed_at) === null) return undefined;
        const { locale, logo_id } = await readAppearance(ctx);
        const end = lapsesAt(row.missing_since);
        const day = { dateStyle: "long", timeZone: ctx.org.time_zone } as const;
        return {
          mail: domainMail({
            news,
            hostname: row.hostname,
            organization: ctx.org.name,
            record: proofOf(row),
            until: end?.toLocaleDateString(dateLocaleOf(locale), day) ?? null,
            link: new URL(`/${ctx.org.slug}/settings/domains`, env().PUBLIC_BASE_URL).href,
            logo: logoAddress(logo_id),
          }),
          admins: await adminsOf(ctx.tx, ctx.org.id),
        };
      });
      if (!letters) return;
      const { mail, admins } = letters;
      for (const { user_id, email } of admins)
        await sendEmail({ to: email, idempotencyKey: `domain/${run.jobId}/${user_id}` }, mail);
    } catch (error) {
      // Removed meanwhile: nobody has to hear of it.
      if (!(error instanceof AppError && error.code === "not_found")) throw error;
    }
  },
});
