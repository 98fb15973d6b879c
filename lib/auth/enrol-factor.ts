import { AppError } from "../errors";
import { authProblem } from "./auth-problem";
import { requireRecentProof } from "./require-recent-proof";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";

/** What an authenticator app needs: a picture to scan (a data URL), or the key to type. */
export type Enrolment = { factor_id: string; qr_code: string; secret: string };

/**
 * Begins to set up an authenticator app; it counts once `confirmFactor` has seen a code of it. Asks for a recent proof
 * first, so that nobody locks the owner out from a computer left open.
 */
export async function enrolFactor(): Promise<Enrolment> {
  const signedIn = await requireSignedIn();
  await requireRecentProof(signedIn);
  const auth = await supabaseAuth();
  const { data: known, error: unknown } = await auth.mfa.listFactors();
  if (unknown) throw authProblem(unknown);
  if (known.totp.length > 0)
    throw new AppError("conflict", "You have an authenticator app already. Remove it to set up another one.");
  // What was begun and left would stand in the way of the new one by its name.
  for (const factor of known.all) await auth.mfa.unenroll({ factorId: factor.id });
  const { data, error } = await auth.mfa.enroll({ factorType: "totp", friendlyName: FACTOR_NAME, issuer: "Foyer" });
  if (error) throw authProblem(error);
  return { factor_id: data.id, qr_code: data.totp.qr_code, secret: data.totp.secret };
}

const FACTOR_NAME = "Authenticator app";
