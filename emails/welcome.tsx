import { Action, type Mail, MailLayout, Words } from "./layout";

/** Confirms a new account's address. `link` works once, within a day. */
export function welcomeMail({ name, link }: { name: string; link: string }): Mail {
  return {
    subject: "Confirm your e-mail address for Foyer",
    body: (
      <MailLayout
        preview="One click and your account is ready."
        heading={name ? `Welcome, ${name}` : "Welcome to Foyer"}
        reason="You get this mail because somebody opened a Foyer account with this address. If it was not you, ignore it: without the click nothing happens."
      >
        <Words>
          Confirm that this is your address, and your account is ready. The link works once, within 24 hours.
        </Words>
        <Action href={link} label="Confirm e-mail address" />
      </MailLayout>
    ),
  };
}
