import { Code, type Mail, MailLayout, Words } from "./layout";

/** A code that proves a moment's presence before a sensitive change. */
export function securityCodeMail({ code }: { code: string }): Mail {
  return {
    subject: `${code} is your Foyer security code`,
    body: (
      <MailLayout
        preview="Enter it where you were asked for it."
        heading="Your security code"
        reason="You get this mail because a sensitive change was begun in your Foyer account. If it was not you, choose a new password."
      >
        <Words>Enter this code where you were asked for it. Tell it to nobody.</Words>
        <Code value={code} />
      </MailLayout>
    ),
  };
}
