/** A column that holds sealed fields, and what names its row in the binding. */
export type EncryptedColumn = {
  table: string;
  column: string;
  /** The column that names a row, in the order of which a rotation walks. */
  row_id: string;
  /** What the binding calls the row, as SQL over the row `t`, where that is not `row_id`. */
  bound_to?: string;
  /** jsonb: sealed values by name; each is bound to its row and its name. */
  is_map?: true;
  /** Rows that came from another table and are still bound to their place there say so in `flag`. */
  former?: { flag: string; table: string; row_id: string };
};

// A call is known by its vendor's name before it has an id of ours, so what it says is bound to that (lib/phi/addresses).
const OF_CALL = "t.provider || '/' || t.vendor_call_id";
const OF_ITS_CALL =
  "(select c.provider || '/' || c.vendor_call_id from calls c where c.org_id = t.org_id and c.id = t.call_id)";

/** Every encrypted column of the house: what a rotation moves, and what keeps a data key from being forgotten. */
export const encryptedColumns: readonly EncryptedColumn[] = [
  { table: "agents", column: "secret_ciphertext", row_id: "id" },
  {
    table: "credentials",
    column: "secret_ciphertext",
    row_id: "id",
    former: { flag: "has_former_address", table: "org_credentials", row_id: "kind" },
  },
  { table: "index_keys", column: "secret_ciphertext", row_id: "org_id" },
  { table: "idempotency_keys", column: "answer_ciphertext", row_id: "key", bound_to: "t.actor_id || '/' || t.key" },
  { table: "notes", column: "body_ciphertext", row_id: "id" },
  { table: "saved_views", column: "query_ciphertext", row_id: "id" },
  { table: "calls", column: "party_ciphertext", row_id: "id", bound_to: OF_CALL },
  { table: "calls", column: "analysis_ciphertext", row_id: "id", bound_to: OF_CALL },
  { table: "calls", column: "recording_ciphertext", row_id: "id", bound_to: OF_CALL },
  { table: "calls", column: "metadata_ciphertext", row_id: "id", bound_to: OF_CALL },
  { table: "transcripts", column: "turns_ciphertext", row_id: "call_id", bound_to: OF_ITS_CALL },
  { table: "transcripts", column: "fragments_ciphertext", row_id: "call_id", bound_to: OF_ITS_CALL, is_map: true },
  { table: "inbound_events", column: "body_ciphertext", row_id: "id" },
];
