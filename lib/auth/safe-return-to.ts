const ANYWHERE = "http://return.invalid";
// Control characters and backslashes are what browsers turn into other slashes or drop while reading an address.
const UNSAFE = /[\\\p{Cc}\s]/u;

/**
 * The one place that decides where a person may be sent after signing in, confirming or joining (promise S18).
 * @param wanted whatever a query, body or mail link says
 * @returns a path on our own origin, with query and fragment; `fallback` for everything else
 */
export function safeReturnTo(wanted: unknown, fallback = "/"): string {
  if (typeof wanted !== "string" || wanted.length > 2_000 || !wanted.startsWith("/")) return fallback;
  if (wanted.startsWith("//") || UNSAFE.test(wanted) || UNSAFE.test(decoded(wanted))) return fallback;
  if (!URL.canParse(wanted, ANYWHERE)) return fallback;
  const url = new URL(wanted, ANYWHERE);
  const path = url.pathname + url.search + url.hash;
  // Dot segments may uncover a second slash: "/.//host" becomes "//host".
  if (url.origin !== ANYWHERE || path.startsWith("//") || path.startsWith("/api/")) return fallback;
  return path;
}

/** The path of an absolute address on our own origin, as Supabase hands `redirect_to` back; else `fallback`. */
export function pathOnOwnOrigin(address: string, origin: string, fallback = "/"): string {
  if (!URL.canParse(address) || new URL(address).origin !== new URL(origin).origin) return fallback;
  const url = new URL(address);
  return safeReturnTo(url.pathname + url.search + url.hash, fallback);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.split(/[?#]/)[0] ?? "");
  } catch {
    return "\\";
  }
}
