import type { Metadata } from "next";
import { env } from "@/lib/env";
import { MailNotice } from "./mail-notice";

export const metadata: Metadata = { title: "Check your mail" };

export default function CheckYourMailPage() {
  const { FOYER_ENV, RESEND_BASE_URL } = env();
  return <MailNotice mailbox={FOYER_ENV === "embedded" ? (RESEND_BASE_URL ?? null) : null} />;
}
