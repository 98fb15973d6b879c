import { Action, type Mail, MailLayout, Words } from "./layout";

/** What platform staff did to an organization as a whole. */
export type Standing = "suspended" | "reactivated" | "deleted" | "restored";

/**
 * Tells an admin what Foyer's staff have done to their organization. `at` and `until` (when there is no way back from a deletion)
 * are instants in words, by the organization's clock. Why is not in it: the reason that staff note is their own.
 */
export function standingMail({
  standing,
  organization,
  logo,
  at,
  until,
  link,
}: {
  standing: Standing;
  organization: string;
  logo: string | undefined;
  at: string;
  until: string;
  link: string;
}): Mail {
  const { subject, preview, words, label } = told(standing, { organization, at, until });
  return {
    subject,
    body: (
      <MailLayout
        preview={preview}
        from={{ organization, logo }}
        heading={subject}
        reason={`You get this mail because you are an admin of ${organization} on Foyer. If it surprises you, answer it at once.`}
      >
        {words.map((each) => (
          <Words key={each}>{each}</Words>
        ))}
        {label ? <Action href={link} label={label} /> : null}
      </MailLayout>
    ),
  };
}

type Told = { subject: string; preview: string; words: string[]; label?: string };

function told(standing: Standing, { organization, at, until }: Record<"organization" | "at" | "until", string>): Told {
  switch (standing) {
    case "suspended":
      return {
        subject: `${organization} is suspended`,
        preview: "Nothing is lost; its calls are still taken.",
        words: [
          `Foyer's staff suspended ${organization} on ${at}. Its members cannot come in, and its API keys are refused.`,
          "Nothing is lost: what your agents deliver is taken and kept. Answer this mail to have it opened again, or to hear why.",
        ],
      };
    case "reactivated":
      return {
        subject: `${organization} is open again`,
        preview: "Its members and API keys are let in.",
        words: [
          `Foyer's staff opened ${organization} again on ${at}. Its members and API keys are let in, and the calls of the meantime are there.`,
        ],
        label: "Open the dashboard",
      };
    case "deleted":
      return {
        subject: `${organization} is deleted`,
        preview: `It can be brought back until ${until}.`,
        words: [
          `Foyer's staff deleted ${organization} on ${at}. Nobody comes in, and deliveries of its agents are turned away.`,
          `Until ${until} we can bring it back as it was: answer this mail. Then the keys that its data is encrypted under are destroyed, and nobody can read it again.`,
        ],
      };
    case "restored":
      return {
        subject: `${organization} is back`,
        preview: "It was not lost; nothing of it is deleted.",
        words: [
          `Foyer's staff brought ${organization} back on ${at}, as it was. What its agents delivered in the meantime was turned away.`,
        ],
        label: "Open the dashboard",
      };
  }
}
