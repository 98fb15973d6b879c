import { deflateRawSync, inflateRawSync } from "node:zlib";
import { AppError } from "../errors";
import type { DataKey } from "./data-key";
import { keyEncryptionKey } from "./key-ring";
import { bindingOf, seal, unseal } from "./seal";

/** Where an encrypted value lives: it opens nowhere else (promise S11). */
export type FieldAddress = { orgId: string; table: string; column: string; rowId: string };

// v2: under a data key of the organization; v3: the same, packed first. v1: directly under a key-encryption key, from before
// there were data keys.
const SHAPE = /^(v1|v2|v3)\.(\d+)\.([A-Za-z0-9_-]+)$/;
/** From so many bytes on a text is worth packing: ciphertext is not compressed by anybody after us. */
const PACKED_FROM = 600;
/** A small window and small buffers: making zlib's usual ones takes three times as long as packing a delivery. */
const PACKING = { level: 1, windowBits: 12, memLevel: 4, chunkSize: 1_024 };

/**
 * Encrypts a column value with AES-256-GCM, bound to organization, table, column, row and key version.
 * @returns `v2.<data key version>.<base64url of iv + tag + ciphertext>`
 */
export function sealField(dataKey: DataKey, address: FieldAddress, plaintext: string): string {
  if (dataKey.orgId !== address.orgId) throw new Error("this data key is another organization's");
  const sealed = seal(dataKey.key, bindingOfField(address, dataKey.version), Buffer.from(plaintext, "utf8"));
  return `v2.${dataKey.version}.${sealed}`;
}

/**
 * The same for texts of any length, which are packed first when they are long.
 * @returns `v2.…` or `v3.<data key version>.<base64url>`
 */
export function sealText(dataKey: DataKey, address: FieldAddress, plaintext: string): string {
  const bytes = Buffer.from(plaintext, "utf8");
  if (bytes.length < PACKED_FROM) return sealField(dataKey, address, plaintext);
  if (dataKey.orgId !== address.orgId) throw new Error("this data key is another organization's");
  const packed = deflateRawSync(bytes, PACKING);
  return `v3.${dataKey.version}.${seal(dataKey.key, bindingOfField(address, dataKey.version, "packed"), packed)}`;
}

/** Opens what `sealField` or `sealText` made at the same address; throws `not_configured` when it was altered, moved, or its key is gone. */
export function openField(dataKeys: readonly DataKey[], address: FieldAddress, ciphertext: string): string {
  try {
    const { format, version, sealed } = partsOf(ciphertext);
    const key = format === "v1" ? keyEncryptionKey(version) : dataKeyOf(dataKeys, address.orgId, version);
    if (format === "v3")
      return inflateRawSync(unseal(key, bindingOfField(address, version, "packed"), sealed)).toString();
    return unseal(key, bindingOfField(address, version), sealed).toString("utf8");
  } catch {
    throw unreadable();
  }
}

/** The version of the data key a ciphertext needs; undefined for one from before there were data keys, or none at all. */
export function dataKeyVersionOf(ciphertext: string): number | undefined {
  const [, format, version] = SHAPE.exec(ciphertext) ?? [];
  return format === "v2" || format === "v3" ? Number(version) : undefined;
}

/** What is said when a stored secret does not open. Never why: that would help only whoever altered it. */
export function unreadable(): AppError {
  return new AppError("not_configured", "A stored secret cannot be read with the configured keys. Save it again.");
}

function partsOf(ciphertext: string) {
  const [, format, version, sealed] = SHAPE.exec(ciphertext) ?? [];
  if (!sealed) throw new Error("not a sealed field");
  return { format, version: Number(version), sealed };
}

function dataKeyOf(dataKeys: readonly DataKey[], orgId: string, version: number) {
  const found = dataKeys.find((key) => key.orgId === orgId && key.version === version);
  if (!found) throw new Error(`no data key of version ${version}`);
  return found.key;
}

function bindingOfField({ orgId, table, column, rowId }: FieldAddress, version: number, form?: "packed"): Buffer {
  return form ? bindingOf(orgId, table, column, rowId, version, form) : bindingOf(orgId, table, column, rowId, version);
}
