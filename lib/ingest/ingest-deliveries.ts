import { sqlPool } from "../db/client";
import type { DeliveryRow, Receipt } from "./delivery";

/**
 * Ingests deliveries of one organization in one transaction and one round trip; all or nothing. The statement is a function
 * of the database, written by `scripts/database/ingest-function.ts` from the facets known here.
 * @param rows at most one per call and per event key (see `./batcher`)
 */
export async function ingestDeliveries(orgId: string, rows: DeliveryRow[]): Promise<Receipt[]> {
  const receipts = await sqlPool().unsafe<Receipt[]>(
    "select id, state, call_id from private.ingest_deliveries($1::uuid, $2::text)",
    [orgId, toJson(rows)],
    { prepare: true },
  );
  return Array.from(receipts);
}

const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

// jsonb refuses NUL and lone surrogates, which JSON allows and vendors can send; the exact body is kept beside it.
function toJson(rows: DeliveryRow[]): string {
  const text = JSON.stringify(rows);
  if (!text.includes("\\u") || !UNSTORABLE.test(text)) return text;
  return JSON.stringify(
    JSON.parse(text, (_, value) => (typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value)),
  );
}
