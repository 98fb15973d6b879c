import { sql } from "kysely";
import type { Context } from "../auth/context";
import { windowEnd } from "../db/window-end";
import { AppError } from "../errors";
import type { Counted, Moved } from "../jobs/define-move";
import type { MovableTable } from "./movable-tables";
import { openForSealing } from "./vault";

/** How many rows of a table's next window are not kept as the organization wants them. */
export async function countRows(ctx: Context, of: MovableTable, after: string | null): Promise<Counted> {
  const { is_protected } = await openForSealing(ctx);
  const last = await endOfWindow(ctx, of, after);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(of.table)} t
    where t.org_id = ${ctx.org.id} and ${behind(of, is_protected)} and ${between(of, after, last)}`.execute(ctx.tx);
  return { found: rows[0]?.count ?? 0, last };
}

/**
 * Brings the next rows of a table to the form that the organization's protection asks for. Rows that somebody holds are passed
 * over: they are written in the right form, or met by the pass after this one. A row that does not open is counted and left alone.
 */
export async function movePhi(ctx: Context, of: MovableTable, after: string | null, limit: number): Promise<Moved> {
  const vault = await openForSealing(ctx);
  const row = sql.ref(`t.${of.row_id}`);
  const end = await endOfWindow(ctx, of, after);
  const from = of.join ? sql.raw(of.join) : sql`from ${sql.table(of.table)} t`;
  const { rows } = await sql<Record<string, unknown>>`
    select t.* ${from}
    where t.org_id = ${ctx.org.id} and ${behind(of, vault.is_protected)} and ${between(of, after, end)}
    order by ${row} limit ${limit} for update of t skip locked`.execute(ctx.tx);
  const moved: Moved = { done: 0, failed: 0, last: rows.length < limit ? end : String(rows.at(-1)?.[of.row_id]) };
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

function endOfWindow(ctx: Context, { table, row_id }: MovableTable, after: string | null): Promise<string | null> {
  return windowEnd(ctx.tx, { orgId: ctx.org.id, table, rowId: row_id, after });
}

function between({ row_id }: MovableTable, after: string | null, end: string | null) {
  const row = sql.ref(`t.${row_id}`);
  return sql<boolean>`${after === null ? sql`true` : sql`${row} > ${after}`} and ${end === null ? sql`true` : sql`${row} <= ${end}`}`;
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
