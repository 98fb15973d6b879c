import type { FieldAddress } from "../crypto/sealed-field";
import type { CredentialProvider } from "./schemas";

/** Where a credential's secret lives: it opens nowhere else. The row is named by its provider. */
export function credentialAddress(orgId: string, provider: CredentialProvider): FieldAddress {
  return { orgId, table: "org_credentials", column: "secret_ciphertext", rowId: provider };
}
