import { Action, type Mail, MailLayout, Words } from "./layout";

/** Signs in without a password. `link` works once, within an hour. */
export function signInLinkMail({ link }: { link: string }): Mail {
  return {
    subject: "Your sign-in link for Foyer",
    body: (
      <MailLayout
        preview="The link works once, within an hour."
        heading="Sign in to Foyer"
        reason="You get this mail because somebody asked to sign in with this address. If it was not you, ignore it."
      >
        <Words>Follow the link to sign in. It works once, within an hour.</Words>
        <Action href={link} label="Sign in" />
      </MailLayout>
    ),
  };
}
