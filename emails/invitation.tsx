import { Action, type Mail, MailLayout, Words } from "./layout";

/** Invites somebody into an organization. `link` works until `expires` (a date in words). */
export function invitationMail({
  organization,
  inviter,
  role,
  link,
  expires,
  logo,
}: {
  organization: string;
  inviter: string;
  role: "org_admin" | "org_viewer";
  link: string;
  expires: string;
  logo: string | undefined;
}): Mail {
  return {
    subject: `${inviter} invites you to ${organization} on Foyer`,
    body: (
      <MailLayout
        preview={`Join ${organization} on Foyer.`}
        from={{ organization, logo }}
        heading={`Join ${organization}`}
        reason={`You get this mail because ${inviter} entered this address in Foyer. If you do not know them, ignore it.`}
      >
        <Words>
          {inviter} invites you to {organization} as {role === "org_admin" ? "an admin" : "a viewer"}.{" "}
          {role === "org_admin"
            ? "You will see calls and agents, change settings and invite others."
            : "You will see calls, transcripts and agents, and change nothing."}
        </Words>
        <Words>The link is yours alone and works until {expires}.</Words>
        <Action href={link} label={`Join ${organization}`} />
      </MailLayout>
    ),
  };
}
