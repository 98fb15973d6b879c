import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { env } from "../env";

let parsed: { source: string; keys: Map<number, KeyObject>; newest: number } | undefined;

function ring() {
  const source = env().FIELD_ENCRYPTION_KEYS;
  if (parsed?.source !== source) {
    const keys = source.split(",").map((entry): [number, KeyObject] => {
      const [version, key] = entry.split(/:(.*)/s);
      return [Number(version), createSecretKey(Buffer.from(key ?? "", "base64"))];
    });
    parsed = { source, keys: new Map(keys), newest: Math.max(...keys.map(([version]) => version)) };
  }
  return parsed;
}

/** The key-encryption key of a version; throws when the environment does not hold it. */
export function keyEncryptionKey(version: number): KeyObject {
  const key = ring().keys.get(version);
  if (!key) throw new Error(`FIELD_ENCRYPTION_KEYS has no key of version ${version}`);
  return key;
}

/** The version that wraps from now on: the greatest. */
export function newestKeyVersion(): number {
  return ring().newest;
}

/** The versions that the environment holds, oldest first, each with what tells two keys apart without showing either. */
export function knownKeyVersions(): { version: number; fingerprint: string }[] {
  return [...ring().keys]
    .map(([version, key]) => ({ version, fingerprint: fingerprintOf(key) }))
    .toSorted((a, b) => a.version - b.version);
}

// The key holds 256 random bits: sixteen hex digits of a hash under it tell nothing of them.
function fingerprintOf(key: KeyObject): string {
  return createHmac("sha256", key).update("foyer key-encryption key").digest("hex").slice(0, 16);
}

/** Whether the environment holds a key of this version. */
export function hasKeyVersion(version: number): boolean {
  return ring().keys.has(version);
}
