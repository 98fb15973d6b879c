import { Action, type Mail, MailLayout, Words } from "./layout";

/** Tells the owner of an account that guesses have locked it, and how to open it at once. */
export function accountLockedMail({ what, link }: { what: "password" | "code"; link: string }): Mail {
  return {
    subject: "Your Foyer account is locked for a while",
    body: (
      <MailLayout
        preview={`Somebody has entered a wrong ${what} too often.`}
        heading="Your account is locked for a while"
        reason="You get this mail because this address belongs to a Foyer account."
      >
        <Words>
          Somebody has entered a wrong {what} for your account too often. It opens again by itself after a minute; each
          further wrong {what} doubles that time, up to an hour.
        </Words>
        <Words>
          {what === "password"
            ? "If it was you, unlock it here. If it was not, you need not do anything: your password has held."
            : "If it was you, unlock it here. If it was not, somebody knows your password: choose a new one at once."}
        </Words>
        <Action href={link} label="Unlock my account" />
      </MailLayout>
    ),
  };
}
