import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a fresh random IV.
 * @param additional what the sealed bytes are bound to: they open with the same bytes only
 * @returns base64url of iv + tag + ciphertext
 */
export function seal(key: KeyObject, additional: Buffer, plain: Buffer): string {
  const iv = freshIv();
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additional);
  const sealed = [cipher.update(plain), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString("base64url");
}

const pool = Buffer.alloc(IV_BYTES * 256);
let used = pool.length;

// Drawn 256 at a time, because asking the system for twelve bytes costs as much as packing a delivery. Each is used once.
function freshIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += IV_BYTES;
  return pool.subarray(used - IV_BYTES, used);
}

/** Opens what `seal` made; throws when it was altered, cut, or sealed under another key or binding. */
export function unseal(key: KeyObject, additional: Buffer, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new Error("too short to have been sealed");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additional);
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Bytes of a binding. Each part is length-prefixed by JSON, so that no two bindings spell the same bytes. */
export function bindingOf(...parts: (string | number)[]): Buffer {
  return Buffer.from(JSON.stringify(parts));
}
