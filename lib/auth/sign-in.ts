import type { User } from "@supabase/supabase-js";
import { withoutTenant } from "../db/tenant";
import { atLeast } from "./at-least";
import { authProblem } from "./auth-problem";
import { guardAttempts } from "./guard-attempts";
import { safeReturnTo } from "./safe-return-to";
import { saveProfile } from "./save-profile";
import type { SignIn } from "./schemas";
import { supabaseAuth } from "./supabase";

// A refusal takes at least this long, whether a password was compared or not.
const REFUSAL_MS = 400;

/** Signs a person in with e-mail address and password; the session travels in cookies. @returns the path to go to */
export async function signIn(input: SignIn): Promise<{ next: string }> {
  const asked = performance.now();
  const account = { account: input.email, email: input.email };
  const user = await guardAttempts("password", account, () => passwordSignIn(input)).catch((error: unknown) =>
    atLeast(REFUSAL_MS - (performance.now() - asked), () => Promise.reject(error)),
  );
  await keepProfile(user);
  const next = safeReturnTo(input.next);
  const isHalfWay = user.factors?.some(({ status }) => status === "verified") ?? false;
  return { next: isHalfWay ? `/second-factor?next=${encodeURIComponent(next)}` : next };
}

async function passwordSignIn({ email, password }: SignIn): Promise<User> {
  const auth = await supabaseAuth();
  const { data, error } = await auth.signInWithPassword({ email, password });
  if (error) throw authProblem(error);
  return data.user;
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
