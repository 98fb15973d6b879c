import type { Tx } from "../db/tenant";
import { type FieldAddress, sealField } from "./sealed-field";
import { writingKey } from "./writing-key";

/** Encrypts a column value under the newest data key of its organization, in that organization's transaction. @returns what the column keeps */
export async function encryptField(tx: Tx, address: FieldAddress, plaintext: string): Promise<string> {
  return sealField(await writingKey(tx, address.orgId), address, plaintext);
}
