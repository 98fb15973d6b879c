import { createServerClient } from "@supabase/ssr";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { totpCode } from "../../scripts/stack/auth/totp";

/**
 * Signs in through the auth server, exactly as the sign-in route does; with the secret of an authenticator app also past
 * the second factor.
 * @returns the Cookie header of the session, for `callRoute` or fetch
 */
export async function signIn(email: string, password: string, totpSecret?: string): Promise<string> {
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
  if (totpSecret) await showFactor(client.auth, totpSecret);
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

async function showFactor(auth: ReturnType<typeof createServerClient>["auth"], totpSecret: string): Promise<void> {
  const { data } = await auth.mfa.listFactors();
  const factorId = data?.totp[0]?.id ?? "";
  const { error } = await auth.mfa.challengeAndVerify({ factorId, code: totpCode(totpSecret) });
  if (error) throw error;
}
