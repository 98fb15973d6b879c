"use client";

import { useEffect, useState } from "react";
import { TextLink } from "../../_ui/text-link";
import { AuthHeading } from "../auth-heading";
import { type MailNote, readMailNote } from "../mail-note";
import { ResendConfirmation } from "../resend-confirmation";

/** @param mailbox the page that shows all mail of the embedded stack, where none leaves the machine */
export function MailNotice({ mailbox }: { mailbox: string | null }) {
  const [note, setNote] = useState<MailNote | null>(null);
  useEffect(() => setNote(readMailNote()), []);
  const reset = note?.kind === "password_reset";
  const to = note ? <strong className="font-medium text-ink">{note.email}</strong> : "the address you entered";
  return (
    <>
      <AuthHeading title="Check your mail">
        {reset ? (
          <>If there is an account for {to}, a link to choose a new password is on its way. It works for an hour.</>
        ) : (
          <>We have sent a link to {to}. Follow it to confirm the address, and you are in. It works for a day.</>
        )}
      </AuthHeading>
      {mailbox ? (
        <p className="mb-6 rounded-card bg-accent-soft px-3 py-2.5 text-14 text-accent">
          No mail leaves this machine: <TextLink href={mailbox}>open its mailbox</TextLink>.
        </p>
      ) : null}
      <div className="flex flex-col gap-4 text-14 text-muted">
        <p>
          Nothing there after a minute? Look into the spam folder.{" "}
          {reset ? (
            <>
              Or <TextLink href="/forgot-password">ask again</TextLink>.
            </>
          ) : (
            <>
              If you have had an account before, no mail is sent: <TextLink href="/sign-in">sign in</TextLink> or{" "}
              <TextLink href="/forgot-password">choose a new password</TextLink>.
            </>
          )}
        </p>
        {note && !reset ? <ResendConfirmation email={note.email} {...(note.next ? { next: note.next } : {})} /> : null}
      </div>
    </>
  );
}
