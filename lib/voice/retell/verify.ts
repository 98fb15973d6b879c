import { createHmac, timingSafeEqual } from "node:crypto";
import { isCurrent, isUsableSecret, refused, VERIFIED, type Verification } from "../verification";

const HEADER = /^v=([1-9]\d{0,15}),d=([0-9a-f]{64})$/;

/**
 * Whether Retell signed this body: header `x-retell-signature: v=<unix ms>,d=<hex>` with
 * `d = HMAC-SHA256(key, raw body + v)`. Written here because the SDK's `verify` returns a promise, so a forgotten
 * `await` would accept everything. Source: https://docs.retellai.com/features/secure-webhook
 * @param rawBody the exact body: JSON that was parsed and written again does not verify
 * @param header value of `x-retell-signature`
 * @param secret the workspace API key with the webhook badge
 */
export function verifyRetell({
  rawBody,
  header,
  secret,
  nowMs,
}: {
  rawBody: string;
  header: string | null;
  secret: string | null | undefined;
  nowMs: number;
}): Verification {
  if (!isUsableSecret(secret)) return refused("no_secret");
  if (!header) return refused("missing_signature");
  const [, timestamp, digest] = HEADER.exec(header) ?? [];
  if (!timestamp || !digest) return refused("malformed_signature");
  if (!isCurrent(Number(timestamp), nowMs)) return refused("expired");
  const expected = createHmac("sha256", secret).update(rawBody).update(timestamp).digest();
  return timingSafeEqual(Buffer.from(digest, "hex"), expected) ? VERIFIED : refused("wrong_signature");
}
