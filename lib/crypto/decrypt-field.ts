import { remember } from "../cache/remember";
import { type Tx, withTenant } from "../db/tenant";
import type { DataKey } from "./data-key";
import { readDataKeys } from "./read-data-keys";
import { dataKeyVersionOf, type FieldAddress, openField } from "./sealed-field";

/** Opens a column value at its address, in a transaction of its organization. Throws `not_configured` when it does not open. */
export async function decryptField(tx: Tx, address: FieldAddress, ciphertext: string): Promise<string> {
  return openField(await readDataKeys(tx, address.orgId), address, ciphertext);
}

/**
 * The same outside a transaction, for the road of deliveries: the open data keys are remembered for a minute in this process,
 * so a delivery does not wait for them. A key that a rotation has just made is read at once.
 */
export async function decryptFieldOnTheRoad(address: FieldAddress, ciphertext: string): Promise<string> {
  const { orgId } = address;
  const version = dataKeyVersionOf(ciphertext);
  if (version === undefined) return openField([], address, ciphertext);
  const known = await remember("data_keys", orgId, () => read(orgId));
  const keys = known.some((key) => key.version === version) ? known : await read(orgId);
  return openField(keys, address, ciphertext);
}

function read(orgId: string): Promise<DataKey[]> {
  return withTenant({ orgId }, (tx) => readDataKeys(tx, orgId));
}
