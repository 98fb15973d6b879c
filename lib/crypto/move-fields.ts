import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/tenant";
import { windowEnd } from "../db/window-end";
import { AppError } from "../errors";
import type { EncryptedColumn } from "./encrypted-columns";
import { knownDataKeys, readDataKeys } from "./read-data-keys";
import { type FieldAddress, openField, sealText } from "./sealed-field";
import { writingKey } from "./writing-key";

/** What became of a step; `last` is the row to go on after, null when the column is done. */
export type MovedFields = { done: number; failed: number; last: string | null };

/** How many fields of a column's next window are not under the newest data key of the transaction's organization. */
export async function countFields(
  tx: Tx,
  orgId: string,
  of: EncryptedColumn,
  after: string | null,
): Promise<{ found: number; last: string | null }> {
  const [newest] = await knownDataKeys(tx);
  const last = await windowEnd(tx, { orgId, table: of.table, rowId: of.row_id, after });
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(of.table)} t
    where t.org_id = ${orgId} and ${isBehind(of, newest?.version ?? 0)} and ${isBetween(of, after, last)}`.execute(tx);
  return { found: rows[0]?.count ?? 0, last };
}

/**
 * Re-encrypts the next fields of a column under the newest data key. The rows are locked while they move, so whoever changes one
 * meanwhile waits and then wins. A field that does not open stays as it is and is counted as failed.
 * @param after the row to begin after; null for the first
 * @param limit how many; more where several rows have the last one's name (two actors' answers of one key)
 */
export async function moveFields(
  tx: Tx,
  orgId: string,
  of: EncryptedColumn,
  after: string | null,
  limit: number,
): Promise<MovedFields> {
  const [row, column] = [sql.ref(`t.${of.row_id}`), sql.ref(`t.${of.column}`)];
  const [known] = await knownDataKeys(tx);
  const end = await windowEnd(tx, { orgId, table: of.table, rowId: of.row_id, after });
  const { rows } = await sql<{ row_id: string; sealed: string; bound_to: string | null; former_row_id: string | null }>`
    select ${row} as row_id, ${column}::text as sealed, ${of.bound_to ? sql.raw(of.bound_to) : sql`null`}::text as bound_to,
      case when ${isFormer(of.former)} then ${of.former ? sql.ref(`t.${of.former.row_id}`) : null}::text end as former_row_id
    from ${sql.table(of.table)} t
    where t.org_id = ${orgId} and ${isBehind(of, known?.version ?? 0)} and ${isBetween(of, after, end)}
    order by ${row} fetch first (${limit}) rows with ties for update of t`.execute(tx);
  const moved: MovedFields = { done: 0, failed: 0, last: rows.length < limit ? end : (rows.at(-1)?.row_id ?? null) };
  if (rows.length === 0) return moved;
  const newest = await writingKey(tx, orgId);
  const keys = await readDataKeys(tx, orgId);
  const changes = rows.flatMap(({ row_id, sealed, bound_to, former_row_id }) => {
    const address: FieldAddress = { orgId, table: of.table, column: of.column, rowId: bound_to ?? row_id };
    const from =
      former_row_id === null ? address : { ...address, table: of.former?.table ?? of.table, rowId: former_row_id };
    const anew = quietly(() =>
      of.is_map
        ? mapped(sealed, (name, each) => {
            const named = { ...address, rowId: `${address.rowId}/${name}` };
            return sealText(newest, named, openField(keys, named, each));
          })
        : sealText(newest, address, openField(keys, from, sealed)),
    );
    return anew === undefined ? [] : [{ row_id, sealed, anew }];
  });
  moved.done = changes.length;
  moved.failed = rows.length - changes.length;
  await Promise.all(
    changes.map(({ row_id, sealed, anew }) =>
      sql`update ${sql.table(of.table)} t set ${sql.ref(of.column)} = ${anew}::text${of.is_map ? sql`::jsonb` : sql``}
        ${of.former ? sql`, ${sql.ref(of.former.flag)} = false` : sql``}
        where t.org_id = ${orgId} and ${row} = ${row_id} and ${column}::text = ${sealed}`.execute(tx),
    ),
  );
  return moved;
}

// The head of a ciphertext names its data key; only the head is read, however long the rest is.
function isBehind(of: EncryptedColumn, version: number): RawBuilder<boolean> {
  const column = sql.ref(`t.${of.column}`);
  const behind = (text: RawBuilder<unknown>) => sql<boolean>`left(${text}, 16) !~ ${`^v[23]\\.${version}\\.`}`;
  if (of.is_map) return sql`exists (select from jsonb_each_text(${column}) e where ${behind(sql`e.value`)})`;
  return sql`${column} is not null and (${behind(column)} or ${isFormer(of.former)})`;
}

/** The rows of a window, as SQL over the row `t`. */
export function isBetween({ row_id }: EncryptedColumn, after: string | null, end: string | null): RawBuilder<boolean> {
  const row = sql.ref(`t.${row_id}`);
  return sql`${after === null ? sql`true` : sql`${row} > ${after}`} and ${end === null ? sql`true` : sql`${row} <= ${end}`}`;
}

function isFormer(former: EncryptedColumn["former"]) {
  return former ? sql<boolean>`${sql.ref(`t.${former.flag}`)}` : sql<boolean>`false`;
}

function mapped(map: string, change: (name: string, value: string) => string): string {
  const values = Object.entries(JSON.parse(map) as Record<string, string>);
  return JSON.stringify(Object.fromEntries(values.map(([name, value]) => [name, change(name, value)])));
}

function quietly(open: () => string): string | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Whether a field of a column's next window is still under a data key. */
export async function isUnder(
  tx: Tx,
  orgId: string,
  of: EncryptedColumn,
  { version, after }: { version: number; after: string | null },
): Promise<{ found: boolean; last: string | null }> {
  const column = sql.ref(`t.${of.column}`);
  const head = `^v[23]\\.${version}\\.`;
  const under = of.is_map
    ? sql`exists (select from jsonb_each_text(${column}) e where left(e.value, 16) ~ ${head})`
    : sql`left(${column}, 16) ~ ${head}`;
  const last = await windowEnd(tx, { orgId, table: of.table, rowId: of.row_id, after });
  const { rows } = await sql`
    select 1 from ${sql.table(of.table)} t
    where t.org_id = ${orgId} and ${under} and ${isBetween(of, after, last)} limit 1`.execute(tx);
  return { found: rows.length > 0, last };
}
