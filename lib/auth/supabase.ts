import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { env } from "../env";
import { askAuthServer } from "./ask-auth-server";
import { sessionCookie } from "./session-cookie";

/**
 * The auth client of one request, over its cookies. The browser never talks to Supabase itself: sign-in and the rest are
 * our own route handlers. Writing cookies from a page is not possible in Next; the middleware has refreshed them before.
 */
export async function supabaseAuth() {
  const store = await cookies();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: askAuthServer },
    cookieOptions: sessionCookie(),
    cookies: {
      getAll: () => store.getAll(),
      setAll: (changed) => {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options);
        } catch {
          // A server component may not write cookies; middleware.ts has already refreshed the session of this request.
        }
      },
    },
  });
  return client.auth;
}
