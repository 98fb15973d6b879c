import { env } from "../env";

/** The name of the session cookie (it may come in numbered parts) and its attributes. */
export function sessionCookie() {
  return { name: "foyer-session", ...cookieAttributes() };
}

/** Our cookies are out of reach for scripts and travel only over TLS where we are served over TLS. */
export function cookieAttributes() {
  return {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: env().PUBLIC_BASE_URL.startsWith("https://"),
  };
}
