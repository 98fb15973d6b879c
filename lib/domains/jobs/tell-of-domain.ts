import { z } from "zod";
import { domainMail } from "@/emails/domain";
import type { Context } from "../../auth/context";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { AppError } from "../../errors";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { adminsOf } from "../../members/admins-of";
import { dateLocaleOf } from "../../orgs/date-locale";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";
import { proofOf } from "../describe-domain";
import { lapsesAt } from "../grace";
import { domainOrThrow } from "../list-domains";

const NAME = "tell-of-domain";

const Payload = z.object({ org_id: z.uuid(), domain_id: z.uuid(), news: z.enum(["missing", "lapsed"]) });

/** Mails every admin that a name's proof is missing, or that the name leads here no more. Of a deleted organization nobody is written to. */
export const tellOfDomainJob = defineJob({
  name: NAME,
  schema: Payload,
  run: async (run) => {
    try {
      const letters = await withJobContext(run, NAME, (ctx) => lettersOf(ctx, run.data), { evenDeleted: true });
      if (!letters) return;
      for (const { user_id, email } of letters.admins)
        await sendEmail({ to: email, idempotencyKey: `domain/${run.jobId}/${user_id}` }, letters.mail);
    } catch (error) {
      // Removed meanwhile: nobody has to hear of it.
      if (!(error instanceof AppError && error.code === "not_found")) throw error;
    }
  },
});

async function lettersOf(ctx: Context, { domain_id, news }: z.infer<typeof Payload>) {
  const row = await domainOrThrow(ctx, domain_id);
  // Found again before anybody was told, or proven anew: what the mail would say is over.
  if ((news === "missing" ? row.missing_since : row.lapsed_at) === null) return undefined;
  if (await isDeleted(ctx)) return undefined;
  const { locale, logo_id } = await readAppearance(ctx);
  const day = { dateStyle: "long", timeZone: ctx.org.time_zone } as const;
  const mail = domainMail({
    news,
    hostname: row.hostname,
    organization: ctx.org.name,
    record: proofOf(row),
    until: lapsesAt(row.missing_since)?.toLocaleDateString(dateLocaleOf(locale), day) ?? null,
    link: new URL(`/${ctx.org.slug}/settings/domains`, env().PUBLIC_BASE_URL).href,
    logo: logoAddress(logo_id),
  });
  return { mail, admins: await adminsOf(ctx.tx, ctx.org.id) };
}

async function isDeleted({ tx, org }: Context): Promise<boolean> {
  const row = await tx.selectFrom("organizations").select("deleted_at").where("id", "=", org.id).executeTakeFirst();
  return row?.deleted_at !== null;
}
