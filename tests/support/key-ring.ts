import { randomBytes } from "node:crypto";
import { vi } from "vitest";
import { setEnvironment } from "./environment";

/** A key-encryption key as the environment holds it. */
export const newKey = () => randomBytes(32).toString("base64");

/** The encryption of a process that was started with this ring of key-encryption keys. */
export async function processWithKeys(ring: string) {
  setEnvironment({ FIELD_ENCRYPTION_KEYS: ring });
  vi.resetModules();
  return { ...(await import("@/lib/crypto/data-key")), ...(await import("@/lib/crypto/sealed-field")) };
}
