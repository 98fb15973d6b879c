import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import type { SealingVault } from "@/lib/phi/vault";

/** A vault of nobody's: keys made up, health data protected unless told otherwise. */
export function makeVault(values: Partial<SealingVault> = {}): SealingVault {
  const orgId = values.orgId ?? randomUUID();
  const sealing = { orgId, version: 1, key: createSecretKey(randomBytes(32)) };
  const index = { name: randomUUID(), key: createSecretKey(randomBytes(32)) };
  return { orgId, is_protected: true, viewers_see: false, keys: [sealing], sealing, index, ...values };
}
