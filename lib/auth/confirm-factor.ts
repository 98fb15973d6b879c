import { authProblem } from "./auth-problem";
import { noteProof } from "./note-proof";
import { renewRecoveryCodes } from "./recovery-codes";
import type { ConfirmFactor } from "./schemas";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";
import { takeCode } from "./take-code";
import { tellOwner } from "./tell-owner";

/** Puts an authenticator app to use once it has shown a right code. @returns the recovery codes, this once */
export async function confirmFactor({ factor_id, code }: ConfirmFactor): Promise<{ recovery_codes: string[] }> {
  const { person, session } = await requireSignedIn();
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
