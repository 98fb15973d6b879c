import { supabaseAuth } from "./supabase";

/** Ends this session at the auth server and in the browser. Being signed out already is no error. */
export async function signOut(): Promise<void> {
  const auth = await supabaseAuth();
  await auth.signOut({ scope: "local" });
}
