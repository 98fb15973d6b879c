import { withoutTenant } from "../db/tenant";
import { endSession } from "./end-sessions";
import { supabaseAuth } from "./supabase";
import { verifiedClaims } from "./verified-claims";

/**
 * Ends this session at the auth server and in the browser; where the auth server fails to, in its rows, so that a copy of the
 * cookies is worth nothing. Being signed out already is no error.
 */
export async function signOut(): Promise<void> {
  const auth = await supabaseAuth();
  // Asked first: signing out takes the cookies, whatever the auth server says. They go even where it does not say whose they are.
  const claims = await verifiedClaims(auth).catch(() => undefined);
  const { error } = await auth.signOut({ scope: "local" });
  if (error && claims) await withoutTenant((tx) => endSession(tx, claims.sub, claims.session_id));
}
