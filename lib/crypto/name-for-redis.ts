import { env } from "../env";

/** A keyed hash under which Redis may know somebody. By Web Crypto, because the edge has no other. @returns 32 hex digits */
export async function nameForRedis(who: string): Promise<string> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    bytes.encode(env().LOOKUP_KEY),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const hash = await crypto.subtle.sign("HMAC", key, bytes.encode(`rate_limit\n${who}`));
  return [...new Uint8Array(hash).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
