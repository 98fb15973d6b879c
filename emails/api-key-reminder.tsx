import { Action, type Mail, MailLayout, Words } from "./layout";

/** Tells an admin that a key expires soon, or has grown old. `expires` and `created` are days in words. */
export function apiKeyReminderMail({
  reminder,
  name,
  prefix,
  organization,
  expires,
  created,
  link,
  logo,
}: {
  reminder: "14_days" | "3_days" | "rotation";
  name: string;
  prefix: string;
  organization: string;
  expires: string | null;
  created: string;
  link: string;
  logo: string | undefined;
}): Mail {
  const isOld = reminder === "rotation";
  const what = isOld ? `The API key ${name} is older than a year` : `The API key ${name} expires on ${expires}`;
  return {
    subject: `${what} (${organization})`,
    body: (
      <MailLayout
        preview={isOld ? "Rotate it while nothing is wrong." : "The program that has it stops working then."}
        from={{ organization, logo }}
        heading={what}
        reason={`You get this mail because you are an admin of ${organization} on Foyer.`}
      >
        <Words>
          {isOld
            ? `It was made on ${created}. The longer a key is in use, the more places it lies in: rotate it while nothing is wrong.`
            : "The program that has it is refused from then on."}{" "}
          Rotating it makes a new key, and the old one keeps working beside it until you have changed the program.
        </Words>
        <Words>
          The key begins with <b>{`foyer_live_${prefix}`}</b>.
        </Words>
        <Action href={link} label="Rotate the key" />
      </MailLayout>
    ),
  };
}
