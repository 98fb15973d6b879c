import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";

export type Migration = { name: string; sql: string; checksum: string };

/** Any two runs on one database wait for each other on this key. */
const LOCK_KEY = 7_106_331;

/** First line of a file that must run outside a transaction (`create index concurrently`): one statement, nothing else. */
const OUTSIDE_TRANSACTION = "-- migrate: outside a transaction";

/** The migrations of a folder in the order of their names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Applies what is not applied yet, each file in a transaction of its own together with its record in
 * `private.schema_migrations`. Throws when an applied file has changed or disappeared: history is never rewritten.
 * @returns the names applied now
 */
export async function applyMigrations(
  sql: postgres.Sql,
  migrations: readonly Migration[],
  onApply: (name: string) => void = () => {},
): Promise<string[]> {
  const session = await sql.reserve();
  try {
    await session`select pg_advisory_lock(${LOCK_KEY})`;
    await prepareRecord(session);
    const recorded = await session<{ name: string; checksum: string }[]>`
      select name, checksum from private.schema_migrations`;
    const applied = new Map(recorded.map(({ name, checksum }) => [name, checksum]));
    refuseRewrittenHistory(migrations, applied);
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of pending) {
      onApply(migration.name);
      await applyOne(session, migration);
    }
    return pending.map(({ name }) => name);
  } finally {
    await session`select pg_advisory_unlock(${LOCK_KEY})`.catch(() => {});
    session.release();
  }
}

async function prepareRecord(session: postgres.ReservedSql): Promise<void> {
  await session.unsafe(`
    create schema if not exists private;
    revoke all on schema private from public;
    create table if not exists private.schema_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default clock_timestamp()
    );
  `);
}

function refuseRewrittenHistory(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const files = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    const current = files.get(name);
    if (current === undefined)
      throw new Error(`Migration ${name} was applied to this database but is gone from the folder.`);
    if (current !== checksum)
      throw new Error(
        `Migration ${name} has changed since it was applied. Put it back and write the change as a new migration (or, for a database without real data, start over with npm run reset).`,
      );
  }
}

async function applyOne(session: postgres.ReservedSql, migration: Migration): Promise<void> {
  const outside = migration.sql.startsWith(OUTSIDE_TRANSACTION);
  try {
    if (outside) await session.unsafe(migration.sql);
    await session.unsafe("begin");
    // On a live table a migration must not queue behind a long transaction and block everybody after it.
    await session.unsafe("set local lock_timeout = '10s'");
    if (!outside) await session.unsafe(migration.sql);
    await session`
      insert into private.schema_migrations (name, checksum) values (${migration.name}, ${migration.checksum})`;
    await session.unsafe("commit");
  } catch (cause) {
    await session.unsafe("rollback").catch(() => {});
    throw new Error(`Migration ${migration.name} failed: ${explain(cause, migration.sql)}`, { cause });
  }
}

/** The database's message, with the line of the file it points at. */
function explain(error: unknown, sql: string): string {
  const { message, position, hint } = error as { message?: string; position?: string; hint?: string };
  const line = position ? ` (line ${sql.slice(0, Number(position)).split("\n").length})` : "";
  return `${message ?? String(error)}${line}${hint ? ` — ${hint}` : ""}`;
}
