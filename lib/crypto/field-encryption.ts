import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "../env";
import { AppError } from "../errors";

/** Where an encrypted value lives: it opens nowhere else (promise S11). */
export type FieldAddress = { orgId: string; table: string; column: string; rowId: string };

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a column value with AES-256-GCM under the newest key, bound to organization, table, column, row and key version.
 * @returns `v1.<key version>.<base64url of iv + tag + ciphertext>`
 */
export function encryptField(address: FieldAddress, plaintext: string): string {
  const ring = keyRing();
  const version = Math.max(...ring.keys());
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(ring, version), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(address, version));
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return `v1.${version}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** Opens what `encryptField` made at the same address; throws `not_configured` when it was altered, moved, or its key is gone. */
export function decryptField(address: FieldAddress, ciphertext: string): string {
  const match = /^v1\.(\d+)\.([A-Za-z0-9_-]+)$/.exec(ciphertext);
  const bytes = Buffer.from(match?.[2] ?? "", "base64url");
  const version = Number(match?.[1]);
  if (!match || bytes.length < IV_BYTES + TAG_BYTES) throw unreadable();
  try {
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", keyOf(keyRing(), version), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(address, version));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw unreadable();
  }
}

// Each part is length-prefixed by JSON, so that no two addresses spell the same bytes.
function additionalData({ orgId, table, column, rowId }: FieldAddress, version: number): Buffer {
  return Buffer.from(JSON.stringify([orgId, table, column, rowId, version]));
}

let parsedRing: { source: string; keys: Map<number, Buffer> } | undefined;

function keyRing(): Map<number, Buffer> {
  const source = env().FIELD_ENCRYPTION_KEYS;
  if (parsedRing?.source !== source) {
    const keys = source.split(",").map((entry): [number, Buffer] => {
      const [version, key] = entry.split(/:(.*)/s);
      return [Number(version), Buffer.from(key ?? "", "base64")];
    });
    parsedRing = { source, keys: new Map(keys) };
  }
  return parsedRing.keys;
}

function keyOf(ring: Map<number, Buffer>, version: number): Buffer {
  const key = ring.get(version);
  if (!key) throw new Error(`no key of version ${version}`);
  return key;
}

function unreadable(): AppError {
  return new AppError("not_configured", "A stored secret cannot be read with the configured keys. Save it again.");
}
