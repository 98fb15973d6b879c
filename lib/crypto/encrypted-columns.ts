/** A column that holds sealed fields, and the column that names its row in the binding. */
export type EncryptedColumn = { table: string; column: string; row_id: string };

/** Every encrypted column of the house: what a rotation moves, and what keeps a data key from being forgotten. */
export const encryptedColumns: readonly EncryptedColumn[] = [
  { table: "agents", column: "secret_ciphertext", row_id: "id" },
  { table: "org_credentials", column: "secret_ciphertext", row_id: "provider" },
];
