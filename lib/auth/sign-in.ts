import type { User } from "@supabase/supabase-js";
import { withoutTenant } from "../db/tenant";
import { atLeast } from "./at-least";
import { authProblem } from "./auth-problem";
import { safeReturnTo } from "./safe-return-to";
import { saveProfile } from "./save-profile";
import type { SignIn } from "./schemas";
import { supabaseAuth } from "./supabase";

// A refusal takes at least this long, whether a password was compared or not.
const REFUSAL_MS = 400;

/** Signs a person in with e-mail address and password; the session travels in cookies. @returns the path to go to */
export async function signIn(input: SignIn): Promise<{ next: string }> {
  const auth = await supabaseAuth();
  const asked = performance.now();
  const { data, error } = await auth.signInWithPassword({ email: input.email, password: input.password });
  if (error) {
    return atLeast(REFUSAL_MS - (performance.now() - asked), async () => {
      throw authProblem(error);
    });
  }
  await keepProfile(data.user);
  const next = safeReturnTo(input.next);
  const isHalfWay = data.user.factors?.some(({ status }) => status === "verified") ?? false;
  return { next: isHalfWay ? `/second-factor?next=${encodeURIComponent(next)}` : next };
}

/** Writes the profile of a user the auth server has just returned. */
export async function keepProfile(user: User): Promise<void> {
  const name: unknown = user.user_metadata.full_name;
  await withoutTenant((tx) =>
    saveProfile(tx, {
      id: user.id,
      email: (user.email ?? "").toLowerCase(),
      full_name: typeof name === "string" ? name.slice(0, 120) : "",
    }),
  );
}
