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

type Cookie = { name: string; value: string };

/**
 * When the session in a request's cookies expires (seconds since 1970); undefined without one. Read, not verified:
 * good for deciding whether to refresh or to show the sign-in page, never for letting somebody in.
 */
export function sessionExpiry(cookies: readonly Cookie[]): number | undefined {
  const text = sessionText(cookies);
  if (!text.startsWith("base64-")) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.slice(7).replace(/-/g, "+").replace(/_/g, "/")), (char) =>
      char.charCodeAt(0),
    );
    const session: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const expiry = session && typeof session === "object" && "expires_at" in session ? session.expires_at : undefined;
    return typeof expiry === "number" ? expiry : undefined;
  } catch {
    return undefined;
  }
}

// One cookie holds about 3 kB; a longer session comes as name.0, name.1 …
function sessionText(cookies: readonly Cookie[]): string {
  const { name } = sessionCookie();
  const whole = cookies.find((cookie) => cookie.name === name);
  if (whole) return whole.value;
  const parts = new Map(cookies.map((cookie) => [cookie.name, cookie.value]));
  let text = "";
  for (let part = 0; parts.has(`${name}.${part}`); part += 1) text += parts.get(`${name}.${part}`);
  return text;
}
