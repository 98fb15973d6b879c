/** Why a delivery is not believed. The sender learns none of it; the agent's page does. */
export type RefusalReason =
  | "missing_signature"
  | "malformed_signature"
  | "expired"
  | "wrong_signature"
  /** No secret is stored, or it is too short to prove anything: our configuration, not the sender's fault. */
  | "no_secret";

export type Verification = { ok: true } | { ok: false; reason: RefusalReason };

export const VERIFIED: Verification = { ok: true };

export function refused(reason: RefusalReason): Verification {
  return { ok: false, reason };
}

/** A signed time stamp is believed within five minutes either way, inclusive, as Retell's own SDK does. */
const TOLERANCE_MS = 300_000;

export function isCurrent(timestampMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - timestampMs) <= TOLERANCE_MS;
}

const SHORTEST_SECRET = 8;

/**
 * Whether a secret can prove anything: at least eight printable characters. An HMAC under an empty key is computable by
 * anybody, and one padded with NUL equals the unpadded one.
 */
export function isUsableSecret(secret: string | null | undefined): secret is string {
  return typeof secret === "string" && secret.trim().length >= SHORTEST_SECRET && !/\p{Cc}/u.test(secret);
}
