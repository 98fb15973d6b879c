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
  const expiry = sessionIn(cookies)?.expires_at;
  return typeof expiry === "number" ? expiry : undefined;
}

/** Whether the session in the cookies has yet to show its person's second factor. Read, not verified, like its expiry. */
export function wantsCode(cookies: readonly Cookie[]): boolean {
  const { user, access_token } = sessionIn(cookies) ?? {};
  const hasFactor = user?.factors?.some(({ status }) => status === "verified") ?? false;
  return (
    hasFactor &&
    typeof access_token === "string" &&
    jsonIn<{ aal?: unknown }>(access_token.split(".")[1])?.aal !== "aal2"
  );
}

type KeptSession = { expires_at?: unknown; access_token?: unknown; user?: { factors?: { status: unknown }[] } };

function sessionIn(cookies: readonly Cookie[]): KeptSession | undefined {
  const text = sessionText(cookies);
  return text.startsWith("base64-") ? jsonIn<KeptSession>(text.slice(7)) : undefined;
}

function jsonIn<T extends object>(base64url = ""): T | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

// One cookie holds about 3 kB; a longer session comes as name.0, name.1 …
function sessionText(cookies: readonly Cookie[]): string {
  const { name } = sessionCookie();
  const whole = cookies.find((cookie) => cookie.name === name);
  // Emptied when the session has grown into parts.
  if (whole?.value) return whole.value;
  const parts = new Map(cookies.map((cookie) => [cookie.name, cookie.value]));
  let text = "";
  for (let part = 0; parts.has(`${name}.${part}`); part += 1) text += parts.get(`${name}.${part}`);
  return text;
}
