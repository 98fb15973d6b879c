import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

/** What a column may hold here; objects are written as JSON. */
export type Cell = string | number | boolean | null | Date | object | undefined;

const CHUNK_BYTES = 256 * 1024;

/**
 * Writes rows with COPY, the fastest way in: one statement, so triggers on statements run once.
 * @param rows cells in the order of `columns`
 */
export async function copyRows(
  sql: postgres.Sql | postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const stream = await sql.unsafe(`copy ${table} (${columns.join(", ")}) from stdin`).writable();
  await pipeline(Readable.from(chunks(rows)), stream);
}

function* chunks(rows: Iterable<readonly Cell[]>): Generator<Buffer> {
  let text = "";
  for (const row of rows) {
    text += `${row.map(encode).join("\t")}\n`;
    if (text.length < CHUNK_BYTES) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function encode(cell: Cell): string {
  if (cell === null || cell === undefined) return "\\N";
  if (typeof cell === "boolean") return cell ? "t" : "f";
  if (typeof cell === "number") return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  const text = typeof cell === "string" ? cell : JSON.stringify(cell);
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character) : text;
}
