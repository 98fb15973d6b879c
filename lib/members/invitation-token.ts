import { randomBytes } from "node:crypto";
import { lookupOf, tokenHash } from "../crypto/lookup";

const VALID_DAYS = 7;

/**
 * A new token of an invitation: its hash for the row, until when it works, and the seed from which the job that mails the link
 * makes it (`invitationToken`). The token itself is kept nowhere.
 */
export function newInvitationToken(now = Date.now()): { seed: string; token_hash: string; expires_at: Date } {
  const seed = randomBytes(32).toString("base64url");
  return {
    seed,
    token_hash: tokenHash(invitationToken(seed)),
    expires_at: new Date(now + VALID_DAYS * 86_400_000),
  };
}

/** The token of a seed: 256 bits that nobody finds without our key, whatever they read in the queue. */
export function invitationToken(seed: string): string {
  return Buffer.from(lookupOf("invitation", seed), "hex").toString("base64url");
}
