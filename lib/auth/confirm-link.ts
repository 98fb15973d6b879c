import { authProblem } from "./auth-problem";
import { grantResetPass } from "./reset-pass";
import { safeReturnTo } from "./safe-return-to";
import type { ConfirmLink } from "./schemas";
import { keepProfile } from "./sign-in";
import { supabaseAuth } from "./supabase";

/**
 * Exchanges the one-time token of a mail for a session. A reset link leads to the new password, everything else to
 * `next`. @returns the path to go to
 */
export async function confirmLink(input: ConfirmLink): Promise<{ next: string }> {
  const auth = await supabaseAuth();
  const { data, error } = await auth.verifyOtp({ type: input.type, token_hash: input.token_hash });
  if (error) throw authProblem(error);
  // The first of two confirmations of a new address opens no session.
  if (!data.user || !data.session) return { next: "/sign-in" };
  await keepProfile(data.user);
  if (input.type !== "recovery") return { next: safeReturnTo(input.next) };
  await grantResetPass(data.user.id);
  return { next: "/reset-password" };
}
