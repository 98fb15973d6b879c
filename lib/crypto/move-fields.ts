import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { AppError } from "../errors";
import { type EncryptedColumn, encryptedColumns } from "./encrypted-columns";
import { knownDataKeys, readDataKeys } from "./read-data-keys";
import { type FieldAddress, openField, sealField } from "./sealed-field";
import { writingKey } from "./writing-key";

/** What became of a batch of fields; `last` is the row to go on after, null when the column is done. */
export type MovedFields = { done: number; failed: number; last: string | null };

/** How many fields of the transaction's organization are not under its newest data key. */
export async function countFieldsToMove(tx: Tx, orgId: string): Promise<number> {
  const [newest] = await knownDataKeys(tx);
  let count = 0;
  for (const { table, column, former } of encryptedColumns) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}
      where org_id = ${orgId} and ${sql.ref(column)} is not null
        and (${sql.ref(column)} not like ${`v2.${newest?.version ?? 0}.%`} or ${isFormer(former)})`.execute(tx);
    count += rows[0]?.count ?? 0;
  }
  return count;
}

/**
 * Re-encrypts the next fields of a column under the newest data key. The rows are locked while they move, so whoever changes a
 * secret meanwhile waits and then wins. A field that does not open stays as it is and is counted as failed.
 * @param after the row to begin after; null for the first
 */
export async function moveFields(
  tx: Tx,
  orgId: string,
  of: EncryptedColumn,
  after: string | null,
  limit: number,
): Promise<MovedFields> {
  const [row, column] = [sql.ref(of.row_id), sql.ref(of.column)];
  const { rows } = await sql<{ row_id: string; ciphertext: string; former_row_id: string | null }>`
    select ${row} as row_id, ${column} as ciphertext,
      case when ${isFormer(of.former)} then ${of.former ? sql.ref(of.former.row_id) : null}::text end as former_row_id
    from ${sql.table(of.table)}
    where org_id = ${orgId} and ${column} is not null ${after === null ? sql`` : sql`and ${row} > ${after}`}
    order by ${row} limit ${limit} for update`.execute(tx);
  const moved: MovedFields = { done: 0, failed: 0, last: rows.at(-1)?.row_id ?? null };
  if (rows.length === 0) return moved;
  const newest = await writingKey(tx, orgId);
  const keys = await readDataKeys(tx, orgId);
  for (const { row_id, ciphertext, former_row_id } of rows) {
    if (ciphertext.startsWith(`v2.${newest.version}.`) && former_row_id === null) continue;
    const address: FieldAddress = { orgId, table: of.table, column: of.column, rowId: row_id };
    const from =
      former_row_id === null ? address : { ...address, table: of.former?.table ?? of.table, rowId: former_row_id };
    const plain = quietly(() => openField(keys, from, ciphertext));
    if (plain === undefined) {
      moved.failed += 1;
      continue;
    }
    await sql`update ${sql.table(of.table)} set ${column} = ${sealField(newest, address, plain)}
      ${of.former ? sql`, ${sql.ref(of.former.flag)} = false` : sql``}
      where org_id = ${orgId} and ${row} = ${row_id}`.execute(tx);
    moved.done += 1;
  }
  return moved;
}

function isFormer(former: EncryptedColumn["former"]) {
  return former ? sql<boolean>`${sql.ref(former.flag)}` : sql<boolean>`false`;
}

function quietly(open: () => string): string | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
