import { sqlPool } from "../db/client";
import { watchSilence } from "../db/watch-silence";
import type { DeliveryRow, Receipt } from "./delivery";

/** The database ends a batch after ten seconds. */
const PATIENCE_MS = 12_000;

/**
 * Ingests deliveries of one organization in one transaction and one round trip; all or nothing. The statement is a function
 * of the database, written by `scripts/database/ingest-function.ts` from the facets known here.
 * @param rows at most one per call and per event key (see `./batcher`)
 */
export async function ingestDeliveries(orgId: string, rows: DeliveryRow[]): Promise<Receipt[]> {
  const pool = sqlPool();
  const heard = watchSilence(pool, PATIENCE_MS);
  try {
    const receipts = await pool.unsafe<Receipt[]>(
      "select id, state, call_id from private.ingest_deliveries($1::uuid, $2::text)",
      [orgId, toJson(rows)],
      { prepare: true },
    );
    return Array.from(receipts);
  } finally {
    heard();
  }
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
