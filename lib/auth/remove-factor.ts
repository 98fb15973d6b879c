import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { authProblem } from "./auth-problem";
import { requireRecentProof } from "./require-recent-proof";
import { requireSignedIn } from "./session";
import { supabaseAuth } from "./supabase";
import { tellOwner } from "./tell-owner";

/** Removes the authenticator app and its recovery codes. Having none is no error. */
export async function removeFactor(): Promise<void> {
  const signedIn = await requireSignedIn();
  const { person } = signedIn;
  await requireRecentProof(signedIn);
  const auth = await supabaseAuth();
  const { data, error: unlisted } = await auth.mfa.listFactors();
  if (unlisted) throw authProblem(unlisted);
  for (const factor of data.all) {
    const { error } = await auth.mfa.unenroll({ factorId: factor.id });
    if (error) throw authProblem(error);
    await tellOwner(person.id, `${factor.id}/removed`, { about: "factor_removed" });
  }
  await withoutTenant((tx) => sql`select private.keep_recovery_codes(${person.id}::uuid, '{}')`.execute(tx));
  await auth.refreshSession();
}
