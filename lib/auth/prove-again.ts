import { createClient } from "@supabase/supabase-js";
import { env } from "../env";
import { AppError } from "../errors";
import { authProblem } from "./auth-problem";
import { guardAttempts } from "./guard-attempts";
import { noteProof } from "./note-proof";
import type { ProveAgain } from "./schemas";
import { requireSignedIn } from "./session";
import { checkCode } from "./show-factor";

/** Step-up: shows once more who sits at the screen, by the code where there is a second factor, else by the password. */
export async function proveAgain(input: ProveAgain): Promise<void> {
  const signedIn = await requireSignedIn();
  const { person, session } = signedIn;
  if (session.has_second_factor) {
    if (!input.code) throw wrong("code", "Enter the code of your authenticator app.");
    // Else it was removed a moment ago, in another window: what counts now is the password.
    if (await checkCode(signedIn, input.code)) return;
  }
  if (!input.password) throw wrong("password", "Enter your password.");
  const { password } = input;
  await guardAttempts("password", { account: person.email, email: person.email }, () =>
    checkPassword(person.email, password),
  );
  await noteProof({ userId: person.id, sessionId: session.id });
}

/** Throws unless the password is the one of the account. The session that asking opens is ended at once. */
async function checkPassword(email: string, password: string): Promise<void> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const options = { auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } };
  const { auth } = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, options);
  const { error } = await auth.signInWithPassword({ email, password });
  if (error?.code === "invalid_credentials") throw wrong("password", "That is not your password.");
  if (error) throw authProblem(error);
  const { error: notEnded } = await auth.signOut({ scope: "local" });
  if (notEnded) throw authProblem(notEnded);
}

function wrong(field: "code" | "password", message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
