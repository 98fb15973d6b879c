import { sql } from "kysely";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { type MovableTable, movableTables } from "./movable-tables";
import { openForSealing } from "./vault";

/** What became of a batch; `last` is the row to go on after, null when the table is done. */
export type MovedRows = { done: number; failed: number; last: string | null };

/** Counting stops here: the progress of a longer move is told by what is done. */
const COUNTED = 1_000_000;

/** How many rows are not kept as the organization wants them. */
export async function countRowsToMove(ctx: Context): Promise<number> {
  const { is_protected } = await openForSealing(ctx);
  let count = 0;
  for (const of of movableTables) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from (
        select from ${sql.table(of.table)} t where t.org_id = ${ctx.org.id} and ${behind(of, is_protected)} limit ${COUNTED}
      ) as found`.execute(ctx.tx);
    count += rows[0]?.count ?? 0;
  }
  return count;
}

/**
 * Brings the next rows of a table to the form that the organization's protection asks for. Rows that somebody holds are passed
 * over: they are written in the right form, or met by the pass after this one. A row that does not open is counted and left alone.
 */
export async function movePhi(ctx: Context, of: MovableTable, after: string | null, limit: number): Promise<MovedRows> {
  const vault = await openForSealing(ctx);
  const row = sql.ref(`t.${of.row_id}`);
  const from = of.join ? sql.raw(of.join) : sql`from ${sql.table(of.table)} t`;
  const { rows } = await sql<Record<string, unknown>>`
    select t.* ${from}
    where t.org_id = ${ctx.org.id} and ${behind(of, vault.is_protected)} ${after === null ? sql`` : sql`and ${row} > ${after}`}
    order by ${row} limit ${limit} for update of t skip locked`.execute(ctx.tx);
  const moved: MovedRows = { done: 0, failed: 0, last: rows.length === 0 ? null : String(rows.at(-1)?.[of.row_id]) };
  const changes = rows.flatMap((kept) => {
    const rewritten = quietly(() => of.rewrite(vault, kept));
    if (!rewritten) moved.failed += 1;
    return rewritten ? [{ id: String(kept[of.row_id]), rewritten }] : [];
  });
  moved.done = changes.length;
  await Promise.all(changes.map(({ id, rewritten }) => write(ctx, of, id, rewritten)));
  return moved;
}

function write(ctx: Context, of: MovableTable, id: string, values: Record<string, unknown>) {
  const set = Object.entries(values).map(([column, value]) => {
    const isJson = typeof value === "object" && value !== null;
    return sql`${sql.ref(column)} = ${isJson ? sql`${JSON.stringify(value)}::text::jsonb` : value}`;
  });
  return sql`
    update ${sql.table(of.table)} t set ${sql.join(set)}
    where t.org_id = ${ctx.org.id} and ${sql.ref(`t.${of.row_id}`)} = ${id}`.execute(ctx.tx);
}

function behind(of: MovableTable, isProtected: boolean) {
  return sql.raw<boolean>(isProtected ? of.plain : of.sealed);
}

function quietly<T>(rewrite: () => T): T | undefined {
  try {
    return rewrite();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
