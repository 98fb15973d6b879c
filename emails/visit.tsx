import { Action, type Mail, MailLayout, Words } from "./layout";

/** Tells an admin that Foyer's staff are in their organization. `until` is an instant in words, by the organization's clock. */
export function visitMail({
  organization,
  logo,
  reason,
  changes_reason,
  until,
  link,
}: {
  organization: string;
  logo: string | undefined;
  reason: string;
  changes_reason: string | null;
  until: string;
  link: string;
}): Mail {
  return {
    subject: `Foyer's staff are in ${organization}`,
    body: (
      <MailLayout
        preview={changes_reason ? "They may change things." : "They can look, and change nothing."}
        from={{ organization, logo }}
        heading={`Foyer's staff are in ${organization}`}
        reason={`You get this mail because you are an admin of ${organization} on Foyer.`}
      >
        <Words>
          They have come in until {until} at the latest, for this reason: “{reason}”.
        </Words>
        <Words>
          {changes_reason
            ? `They may change things, because: “${changes_reason}”. They see no secrets, and nobody's account is theirs to change.`
            : "They can look, and change nothing."}{" "}
          Everything they do and every call they open stands in your audit log.
        </Words>
        <Action href={link} label="See what they do" />
      </MailLayout>
    ),
  };
}
