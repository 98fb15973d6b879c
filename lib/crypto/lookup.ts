import { createHash, createHmac } from "node:crypto";
import { env } from "../env";

/** Keyed hash that finds a row by a secret without storing it. @returns lowercase hex of HMAC-SHA256 */
export function lookupOf(
  purpose:
    | "agent_secret"
    | "credential"
    | "rate_limit"
    | "password_reset"
    | "test_delivery"
    | "recovery_code"
    | "totp_code"
    | "attempts"
    | "unlock"
    | "question"
    | "invitation",
  secret: string,
): string {
  return createHmac("sha256", env().LOOKUP_KEY).update(`${purpose}\n${secret}`).digest("hex");
}

/** Hash of a random token of ours (≥ 128 bits of entropy, so a plain SHA-256 suffices). */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
