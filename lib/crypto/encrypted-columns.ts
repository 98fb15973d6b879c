/** A column that holds sealed fields, and the column that names its row in the binding. */
export type EncryptedColumn = {
  table: string;
  column: string;
  row_id: string;
  /** Rows that came from another table and are still bound to their place there say so in `flag`. */
  former?: { flag: string; table: string; row_id: string };
};

/** Every encrypted column of the house: what a rotation moves, and what keeps a data key from being forgotten. */
export const encryptedColumns: readonly EncryptedColumn[] = [
  { table: "agents", column: "secret_ciphertext", row_id: "id" },
  {
    table: "credentials",
    column: "secret_ciphertext",
    row_id: "id",
    former: { flag: "has_former_address", table: "org_credentials", row_id: "kind" },
  },
];
