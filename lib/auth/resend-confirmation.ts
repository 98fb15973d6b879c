import { env } from "../env";
import type { Log } from "../log/logger";
import { ANSWER_MS, atLeast } from "./at-least";
import { authProblem } from "./auth-problem";
import { safeReturnTo } from "./safe-return-to";
import type { ResendConfirmation } from "./schemas";
import type { CheckYourMail } from "./sign-up";
import { supabaseAuth } from "./supabase";

/** Sends the confirmation again if the address waits for one; answers the same if it does not. */
export async function resendConfirmation(input: ResendConfirmation, log: Log): Promise<CheckYourMail> {
  const auth = await supabaseAuth();
  await atLeast(ANSWER_MS, async () => {
    const { error } = await auth.resend({
      type: "signup",
      email: input.email,
      options: { emailRedirectTo: `${env().PUBLIC_BASE_URL}${safeReturnTo(input.next)}` },
    });
    if (!error) return;
    if (error.code !== "over_email_send_rate_limit") throw authProblem(error);
    log.info({ code: error.code }, "confirmation not repeated yet");
  });
  return { status: "check_your_mail" };
}
