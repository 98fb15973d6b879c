import { z } from "zod";
import { handedOverMail, ownershipMail } from "@/emails/ownership";
import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { logoAddress } from "../../orgs/logo-address";
import { readAppearance } from "../../orgs/read-appearance";

const NAME = "tell-of-ownership";

/** Mails the new owner of an organization, and the one before. The transfer stands whether or not its mails get through. */
export const tellOfOwnershipJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), from: z.uuid().nullable(), to: z.uuid() }),
  run: async (run) => {
    const { from, to } = run.data;
    const { organization, logo, link, people } = await withJobContext(run, NAME, async ({ org, tx }) => ({
      organization: org.name,
      logo: logoAddress((await readAppearance({ org, tx })).logo_id),
      link: new URL(`/${org.slug}/settings/members`, env().PUBLIC_BASE_URL).href,
      people: await tx
        .selectFrom("profiles")
        .select(["user_id", "email", "full_name"])
        .where("user_id", "in", from === null ? [to] : [from, to])
        .execute(),
    }));
    const nameOf = (id: string | null) => {
      const person = people.find(({ user_id }) => user_id === id);
      return person && (person.full_name || person.email);
    };
    for (const { user_id, email } of people) {
      const mail =
        user_id === to
          ? ownershipMail({ organization, logo, link, before: nameOf(from) })
          : handedOverMail({ organization, logo, link, owner: nameOf(to) ?? "somebody else" });
      await sendEmail({ to: email, idempotencyKey: `ownership/${run.jobId}/${user_id}` }, mail);
    }
  },
});
