import { AppError } from "../errors";
import { authProblem } from "./auth-problem";
import { noteProof } from "./note-proof";
import { renewRecoveryCodes } from "./recovery-codes";
import { requireRecentProof } from "./require-recent-proof";
import type { ConfirmFactor } from "./schemas";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";
import { takeCode } from "./take-code";
import { tellOwner } from "./tell-owner";

/**
 * Puts an authenticator app to use once it has shown a right code. The proof that setting it up asked for must still hold, and an
 * app in use is shown its codes elsewhere: nobody guesses them here, where no wrong one is counted.
 * @returns the recovery codes, this once
 */
export async function confirmFactor({ factor_id, code }: ConfirmFactor): Promise<{ recovery_codes: string[] }> {
  const signedIn = await requireSignedIn();
  const { person, session } = signedIn;
  if (session.has_second_factor)
    throw new AppError("conflict", "You have an authenticator app already. Remove it to set up another one.");
  await requireRecentProof(signedIn);
  const auth = await supabaseAuth();
  await takeCode(person.id, code, async () => {
    const { error } = await auth.mfa.challengeAndVerify({ factorId: factor_id, code });
    if (error) throw authProblem(error);
  });
  await noteProof({ userId: person.id, sessionId: session.id });
  const codes = await renewRecoveryCodes(person.id);
  await tellOwner(person.id, `${factor_id}/added`, { about: "factor_added" });
  return { recovery_codes: codes };
}
