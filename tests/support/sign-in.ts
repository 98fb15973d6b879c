import { createServerClient } from "@supabase/ssr";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { totpCode } from "../../scripts/stack/auth/totp";
import { noteRaised } from "./note-raised";

/**
 * Signs in through the auth server, exactly as the sign-in route does; with the secret of an authenticator app also past
 * the second factor.
 * @returns the Cookie header of the session, for `callRoute` or fetch
 */
export async function signIn(email: string, password: string, totpSecret?: string): Promise<string> {
  const { auth, cookie } = await opened(email, password);
  if (totpSecret) {
    const { error } = await showFactor(auth, totpCode(totpSecret));
    if (error) throw error;
    // Not by our own door, which takes a code once: tests sign in more often than codes change.
    const { data } = await auth.getClaims();
    await noteRaised(data?.claims.session_id ?? "");
  }
  return cookie();
}

/** Signs in and shows a code to the auth server itself, as nobody does who uses the product. */
export async function directly({ email, password }: { email: string; password: string }, code: string) {
  const { auth, cookie } = await opened(email, password);
  const { error } = await showFactor(auth, code);
  return { error, cookie: cookie() };
}

async function opened(email: string, password: string) {
  const jar = new Map<string, string>();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: sessionCookie(),
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (changed) => {
        for (const { name, value } of changed) {
          // A session that has grown into parts leaves its whole cookie empty.
          if (value === "") jar.delete(name);
          else jar.set(name, value);
        }
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return {
    auth: client.auth,
    cookie: () => [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; "),
  };
}

async function showFactor(auth: ReturnType<typeof createServerClient>["auth"], code: string) {
  const { data } = await auth.mfa.listFactors();
  const factorId = data?.totp[0]?.id ?? "";
  return auth.mfa.challengeAndVerify({ factorId, code });
}
