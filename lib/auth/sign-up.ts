import { env } from "../env";
import type { Log } from "../log/logger";
import { ANSWER_MS, atLeast } from "./at-least";
import { authProblem } from "./auth-problem";
import { requireStrongPassword } from "./require-strong-password";
import { safeReturnTo } from "./safe-return-to";
import type { SignUp } from "./schemas";
import { supabaseAuth } from "./supabase";

/** What sign-up and its kin answer, for known and unknown addresses alike (promise S15). */
export type CheckYourMail = { status: "check_your_mail" };

// Codes that would tell a stranger that the address has an account, or was used a moment ago.
const TELLTALE = new Set(["user_already_exists", "email_exists", "over_email_send_rate_limit"]);

/**
 * Opens an account that is not usable until its address is confirmed. Repeating it for a known address changes nothing
 * and answers the same.
 */
export async function signUp(input: SignUp, log: Log): Promise<CheckYourMail> {
  await requireStrongPassword(input.password, [input.email, input.full_name]);
  const auth = await supabaseAuth();
  await atLeast(ANSWER_MS, async () => {
    const { error } = await auth.signUp({
      email: input.email,
      password: input.password,
      options: {
        data: { full_name: input.full_name },
        emailRedirectTo: `${env().PUBLIC_BASE_URL}${safeReturnTo(input.next)}`,
      },
    });
    if (!error) return;
    if (!TELLTALE.has(error.code ?? "")) throw authProblem(error);
    log.info({ code: error.code }, "sign-up changed nothing");
  });
  return { status: "check_your_mail" };
}
