import { Action, type Mail, MailLayout, Words } from "./layout";

/** Confirms a change of address; goes to the current and to the new address, each with its own `link`. */
export function emailChangeMail({ from, to, link }: { from: string; to: string; link: string }): Mail {
  return {
    subject: "Confirm the change of your e-mail address",
    body: (
      <MailLayout
        preview={`From ${from} to ${to}.`}
        heading="Confirm your new address"
        reason="You get this mail because somebody asked to change the address of this Foyer account. If it was not you, do not follow the link, and choose a new password."
      >
        <Words>
          Your Foyer account moves from {from} to {to} once both addresses have been confirmed.
        </Words>
        <Action href={link} label="Confirm the change" />
      </MailLayout>
    ),
  };
}
