import { type FieldAddress, openField, sealText } from "../crypto/sealed-field";
import type { SealingVault, Vault } from "./vault";

/** What a sealed value of a call is bound to: the vendor's name of the call, known before the call has an id of ours. */
export type CallName = { provider: string; vendor_call_id: string };

type Place = { table: "calls"; column: CallColumn } | { table: "transcripts"; column: TranscriptColumn };
type CallColumn = "party_ciphertext" | "analysis_ciphertext" | "recording_ciphertext" | "metadata_ciphertext";
type TranscriptColumn = "turns_ciphertext" | "fragments_ciphertext";

/** Seals a value of a call. @param name tells values of one column and row apart (fragments) */
export function sealOfCall(vault: SealingVault, call: CallName, place: Place, value: unknown, name?: string): string {
  return sealText(vault.sealing, addressOf(vault, call, place, name), JSON.stringify(value));
}

/** Opens what `sealOfCall` made. Throws `not_configured` when it does not open. */
export function openOfCall<T>(vault: Vault, call: CallName, place: Place, sealed: string, name?: string): T {
  // Sealed by us alone, from the shapes of `lib/voice/provider`, and bound to its place.
  return JSON.parse(openField(vault.keys, addressOf(vault, call, place, name), sealed)) as T;
}

function addressOf(vault: Vault, call: CallName, place: Place, name: string | undefined): FieldAddress {
  const row = `${call.provider}/${call.vendor_call_id}`;
  return { orgId: vault.orgId, ...place, rowId: name === undefined ? row : `${row}/${name}` };
}

type Text = { table: "inbound_events" | "notes"; id: string };

/** A text of a row as its columns keep it: plain, or sealed while health data is protected. */
export function bodyColumns(vault: SealingVault, { table, id }: Text, body: string) {
  if (!vault.is_protected) return { body, body_ciphertext: null };
  return { body: null, body_ciphertext: sealText(vault.sealing, bodyAddress(vault, table, id), body) };
}

type KeptBody = { id: string; body: string | null; body_ciphertext: string | null };

/** The columns `openBody` needs. */
export const BODY = ["id", "body", "body_ciphertext"] as const;

/** The same of notes `n`. */
export const BODY_OF_NOTE = ["n.id", "n.body", "n.body_ciphertext"] as const;

/** The text of a row, however it is kept. Throws `not_configured` when it does not open. */
export function openBody(vault: Vault, table: Text["table"], row: KeptBody): string {
  if (row.body_ciphertext === null) return row.body ?? "";
  return openField(vault.keys, bodyAddress(vault, table, row.id), row.body_ciphertext);
}

/** The filters of a saved view as its columns keep them. */
export function queryColumns(vault: SealingVault, id: string, query: string) {
  if (!vault.is_protected) return { query, query_ciphertext: null };
  return { query: null, query_ciphertext: sealText(vault.sealing, queryAddress(vault, id), query) };
}

type KeptQuery = { id: string; query: string | null; query_ciphertext: string | null };

/** The columns `openQuery` needs. */
export const QUERY = ["id", "query", "query_ciphertext"] as const;

/** The same of views `v`. */
export const QUERY_OF_VIEW = ["v.id", "v.query", "v.query_ciphertext"] as const;

/** The filters of a saved view, however they are kept. Throws `not_configured` when they do not open. */
export function openQuery(vault: Vault, { id, query, query_ciphertext }: KeptQuery): string {
  return query_ciphertext === null ? (query ?? "") : openField(vault.keys, queryAddress(vault, id), query_ciphertext);
}

function queryAddress({ orgId }: Vault, id: string): FieldAddress {
  return { orgId, table: "saved_views", column: "query_ciphertext", rowId: id };
}

function bodyAddress({ orgId }: Vault, table: string, id: string): FieldAddress {
  return { orgId, table, column: "body_ciphertext", rowId: id };
}
