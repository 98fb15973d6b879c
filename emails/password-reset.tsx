import { Action, type Mail, MailLayout, Words } from "./layout";

/** Leads to choosing a new password. `link` works once, within an hour. */
export function passwordResetMail({ link }: { link: string }): Mail {
  return {
    subject: "Choose a new password for Foyer",
    body: (
      <MailLayout
        preview="The link works once, within an hour."
        heading="Choose a new password"
        reason="You get this mail because somebody asked to reset the password of this account. If it was not you, ignore it: your password stays as it is."
      >
        <Words>Follow the link and choose a new password. You will be signed out everywhere else.</Words>
        <Action href={link} label="Choose a new password" />
      </MailLayout>
    ),
  };
}
