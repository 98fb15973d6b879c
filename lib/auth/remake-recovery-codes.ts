import { AppError } from "../errors";
import { renewRecoveryCodes } from "./recovery-codes";
import { requireRecentProof } from "./require-recent-proof";
import { requireSignedIn } from "./session";

/** Makes new recovery codes for somebody with a second factor; the earlier ones stop to work. */
export async function remakeRecoveryCodes(): Promise<{ recovery_codes: string[] }> {
  const signedIn = await requireSignedIn();
  if (!signedIn.session.has_second_factor)
    throw new AppError("conflict", "Set up an authenticator app first: recovery codes stand in for it.");
  await requireRecentProof(signedIn);
  return { recovery_codes: await renewRecoveryCodes(signedIn.person.id) };
}
