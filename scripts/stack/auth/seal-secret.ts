import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const MARK = "sealed.";
const IV = 12;
const TAG = 16;

/**
 * The secret of a factor as it lies in the table: AES-256-GCM under a key of the auth server, bound to its factor, as
 * GoTrue does with database encryption on. Source: supabase/auth internal/models/factor.go
 */
export function sealSecret(secret: string, factorId: string, jwtSecret: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", keyOf(jwtSecret), iv, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(factorId));
  const sealed = Buffer.concat([iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return MARK + sealed.toString("base64");
}

/** Opens it. A secret that was written in clear (by a seed or a test) is taken as it is, like one from before encryption. */
export function openSecret(kept: string, factorId: string, jwtSecret: string): string {
  if (!isSealed(kept)) return kept;
  const bytes = Buffer.from(kept.slice(MARK.length), "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(jwtSecret), bytes.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(factorId));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString("utf8");
}

export function isSealed(kept: string): boolean {
  return kept.startsWith(MARK);
}

function keyOf(jwtSecret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", jwtSecret, "", "factor secrets", 32));
}
