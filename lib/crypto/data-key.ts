import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { keyEncryptionKey, newestKeyVersion } from "./key-ring";
import { bindingOf, seal, unseal } from "./seal";

/** A data key of an organization, open. Lives in memory only. */
export type DataKey = { orgId: string; version: number; key: KeyObject };

/** A data key as the database keeps it. */
export type WrappedDataKey = { org_id: string; version: number; kek_version: number; wrapped_key: string };

const BYTES = 32;

/** A new data key for an organization, wrapped by the newest key-encryption key. */
export function makeDataKey(orgId: string, version: number): WrappedDataKey {
  return wrap(orgId, version, randomBytes(BYTES));
}

/** Opens a data key; throws when the environment's key is missing or another, or when the row was altered or moved. */
export function unwrapDataKey(row: WrappedDataKey): DataKey {
  return { orgId: row.org_id, version: row.version, key: createSecretKey(unwrap(row)) };
}

/** The same data key under the newest key-encryption key. */
export function rewrapDataKey(row: WrappedDataKey): WrappedDataKey {
  return wrap(row.org_id, row.version, unwrap(row));
}

function wrap(orgId: string, version: number, key: Buffer): WrappedDataKey {
  const kek_version = newestKeyVersion();
  const wrapped_key = seal(keyEncryptionKey(kek_version), binding(orgId, version, kek_version), key);
  return { org_id: orgId, version, kek_version, wrapped_key };
}

function unwrap({ org_id, version, kek_version, wrapped_key }: WrappedDataKey): Buffer {
  return unseal(keyEncryptionKey(kek_version), binding(org_id, version, kek_version), wrapped_key);
}

function binding(orgId: string, version: number, kekVersion: number): Buffer {
  return bindingOf("data_keys", "wrapped_key", orgId, version, kekVersion);
}
