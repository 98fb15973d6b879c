import { env } from "../env";
import type { Log } from "../log/logger";
import { ANSWER_MS, atLeast } from "./at-least";
import { authProblem } from "./auth-problem";
import type { RequestPasswordReset } from "./schemas";
import type { CheckYourMail } from "./sign-up";
import { supabaseAuth } from "./supabase";

/** Mails a link to choose a new password if the address has an account; answers the same if it has none. */
export async function requestPasswordReset(input: RequestPasswordReset, log: Log): Promise<CheckYourMail> {
  const auth = await supabaseAuth();
  await atLeast(ANSWER_MS, async () => {
    const { error } = await auth.resetPasswordForEmail(input.email, {
      redirectTo: `${env().PUBLIC_BASE_URL}/reset-password`,
    });
    if (!error) return;
    if (error.code !== "over_email_send_rate_limit") throw authProblem(error);
    log.info({ code: error.code }, "password reset not repeated yet");
  });
  return { status: "check_your_mail" };
}
