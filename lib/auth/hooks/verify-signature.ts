import { Webhook } from "standardwebhooks";
import { AppError } from "../../errors";

/** What each header looks like; the library would read a number or a signature with anything behind it. */
const HEADERS = {
  "webhook-id": /^[\x21-\x7e]{1,200}$/,
  "webhook-timestamp": /^[1-9]\d{9}$/,
  "webhook-signature": /^v1a?,[A-Za-z0-9+/]{43,100}={0,2}(,? v1a?,[A-Za-z0-9+/]{43,100}={0,2})*$/,
};

/**
 * Verifies a Standard Webhooks signature over the raw body, with any of several secrets (rotation).
 * @param secrets as Supabase writes them: `v1,whsec_<base64>`, several separated by `|`
 * @throws `unauthenticated` for a wrong, missing or stale (over 5 minutes) signature
 */
export function verifySignature(raw: string, headers: Headers, secrets: string): void {
  const given = Object.fromEntries(Object.keys(HEADERS).map((name) => [name, headers.get(name) ?? ""]));
  const accepted =
    Object.entries(HEADERS).every(([name, shape]) => shape.test(given[name] ?? "")) &&
    secrets.split("|").some((secret) => matches(raw, given, secret.trim().replace(/^v1,/, "")));
  if (!accepted) throw new AppError("unauthenticated", "The signature of this hook call is not valid.");
}

function matches(raw: string, headers: Record<string, string>, secret: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret)) return false;
  try {
    new Webhook(secret).verify(raw, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}
