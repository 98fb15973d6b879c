import { type Mail, MailLayout, Words } from "./layout";

/** Tells somebody that their account has changed. `what` is a whole sentence. */
export function securityNoticeMail({ what }: { what: string }): Mail {
  return {
    subject: `Foyer: ${what.replace(/\.$/, "")}`,
    body: (
      <MailLayout
        preview={what}
        heading="Your account has changed"
        reason="You get this mail because this address belongs to a Foyer account."
      >
        <Words>{what}</Words>
        <Words>If it was not you, choose a new password at once and write to your administrator.</Words>
      </MailLayout>
    ),
  };
}
