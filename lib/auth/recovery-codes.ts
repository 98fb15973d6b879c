import { randomInt } from "node:crypto";
import { sql } from "kysely";
import { lookupOf } from "../crypto/lookup";
import { withoutTenant } from "../db/tenant";

const COUNT = 10;
// Crockford's Base32: no letters that look like digits. Ten of them are 50 bits.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Gives a person ten new recovery codes, instead of all earlier ones. They are shown now and never again. */
export async function renewRecoveryCodes(userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  const hashes = codes.map((code) => recoveryCodeHash(userId, code));
  await withoutTenant((tx) => sql`select private.keep_recovery_codes(${userId}::uuid, ${hashes})`.execute(tx));
  return codes;
}

/** Keyed hash of a recovery code, the same however it was typed. */
export function recoveryCodeHash(userId: string, code: string): string {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");
  return lookupOf("recovery_code", `${userId}\n${plain}`);
}

function newCode(): string {
  const letters = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
