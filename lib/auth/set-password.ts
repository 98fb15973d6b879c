import { AppError } from "../errors";
import { authProblem } from "./auth-problem";
import { forgetAttempts } from "./guard-attempts";
import { requireStrongPassword } from "./require-strong-password";
import { dropResetPass, hasResetPass } from "./reset-pass";
import type { SetPassword } from "./schemas";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";

/**
 * Sets the password of a person who came through a reset mail, and ends their sessions everywhere else. A lock that guesses at the
 * one before have put on the account is over: whoever reads the owner's mail could lift it as well.
 */
export async function setPassword(input: SetPassword): Promise<{ next: string }> {
  const { person } = await requireSignedIn();
  if (!(await hasResetPass(person.id))) {
    throw new AppError("forbidden", "Ask for a new link: a password is changed through one of our mails only.", {
      reason: "link_expired",
    });
  }
  await requireStrongPassword(input.password, [person.email, person.full_name]);
  const auth = await supabaseAuth();
  const { error } = await auth.updateUser({ password: input.password });
  if (error) throw authProblem(error);
  await forgetAttempts("password", person.email);
  const { error: notEnded } = await auth.signOut({ scope: "others" });
  if (notEnded) throw authProblem(notEnded);
  await dropResetPass();
  return { next: "/" };
}
