import { createServerClient } from "@supabase/ssr";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";

/**
 * Signs in with a password through the auth server, exactly as the sign-in route does.
 * @returns the Cookie header of the session, for `callRoute` or fetch
 */
export async function signIn(email: string, password: string): Promise<string> {
  const jar = new Map<string, string>();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: sessionCookie(),
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (changed) => {
        for (const { name, value } of changed) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
}
