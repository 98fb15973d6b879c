import { lackOfProof } from "./lack-of-proof";
import type { SignedIn } from "./session";

/** Throws `forbidden` (`proof_needed`) unless this session's person has shown who they are within ten minutes. */
export async function requireRecentProof(signedIn: SignedIn): Promise<void> {
  const lack = await lackOfProof(signedIn);
  if (lack) throw lack;
}
