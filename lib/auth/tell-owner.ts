import { after } from "next/server";
import type { Mail } from "@/emails/layout";
import { sendEmail } from "../email/send-email";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";

/**
 * Mails the owner of an account what has happened to it. After the answer, so that nobody waits and no answer takes
 * longer because there is an owner; what could not be sent is reported, since the change itself stands.
 * @param isWanted asked after the answer as well: whether there is an owner
 * @param key names the happening, so that a repeated attempt sends nothing twice
 */
export function tellOwner(
  email: string,
  key: string,
  mail: Mail,
  isWanted: (email: string) => Promise<boolean> = async () => true,
): void {
  const tell = async () => {
    try {
      if (await isWanted(email)) await sendEmail({ to: email, idempotencyKey: `account/${key}/${email}` }, mail);
    } catch (error) {
      await reportError(error, trailOf(error));
    }
  };
  try {
    after(tell);
  } catch {
    // Outside a request of Next's: at once.
    void tell();
  }
}
