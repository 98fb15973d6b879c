import { authProblem } from "./auth-problem";
import { guardAttempts } from "./guard-attempts";
import { noteProof } from "./note-proof";
import { safeReturnTo } from "./safe-return-to";
import type { ShowFactor } from "./schemas";
import { requireSignedIn, type SignedIn } from "./session";
import { supabaseAuth } from "./supabase";
import { takeCode } from "./take-code";

/** Shows the second factor: raises this session to it. @returns the path to go to */
export async function showFactor(input: ShowFactor): Promise<{ next: string }> {
  await checkCode(await requireSignedIn({ half: true }), input.code);
  return { next: safeReturnTo(input.next) };
}

/**
 * Throws unless the code is the one of the person's authenticator app now, and nobody has shown it before.
 * @returns false where there is no app: then the code has proved nothing
 */
export async function checkCode(signedIn: SignedIn, code: string): Promise<boolean> {
  const { person, session } = signedIn;
  const wasJudged = await guardAttempts("code", { account: person.id, email: person.email }, () =>
    takeCode(person.id, code, () => verifyCode(code)),
  );
  if (wasJudged) await noteProof({ userId: person.id, sessionId: session.id });
  return wasJudged;
}

async function verifyCode(code: string): Promise<boolean> {
  const auth = await supabaseAuth();
  const { data, error: unlisted } = await auth.mfa.listFactors();
  if (unlisted) throw authProblem(unlisted);
  const [factor] = data.totp;
  // Removed meanwhile, by a recovery code or in another window: there is nothing to show any more.
  if (!factor) return false;
  const { error } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code });
  if (error) throw authProblem(error);
  return true;
}
