import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { applyMigrations, type Migration } from "../../database/apply-migrations";
import { startPostgres } from "../../stack/postgres/start-postgres";

/**
 * Applies the migrations to two throw-away databases of a server of its own: one that has nothing and one that stands
 * where the last release stands. Throws with the migration and line that fails, or with what differs between the two.
 */
export async function rehearseUpgrade(migrations: { released: Migration[]; current: Migration[] }): Promise<void> {
  const fresh = await onThrowAwayDatabase((sql) => applyMigrations(sql, migrations.current));
  const upgraded = await onThrowAwayDatabase(async (sql) => {
    await applyMigrations(sql, migrations.released);
    await applyMigrations(sql, migrations.current);
  });
  const missing = fresh.filter((line) => !upgraded.includes(line));
  const extra = upgraded.filter((line) => !fresh.includes(line));
  if (missing.length + extra.length > 0)
    throw new Error(
      `An upgraded database differs from a fresh one:\n${[...missing.map((line) => `- ${line}`), ...extra.map((line) => `+ ${line}`)].join("\n")}`,
    );
}

/** Runs migrations on an empty database prepared like a hosted project; what its schema looks like afterwards. */
async function onThrowAwayDatabase(apply: (sql: postgres.Sql) => Promise<unknown>): Promise<string[]> {
  const home = await mkdtemp(join(tmpdir(), "foyer-rehearsal-"));
  // As root the server runs as a user of its own.
  await chmod(home, 0o755);
  const password = randomBytes(12).toString("hex");
  const server = await startPostgres({
    home,
    port: 0,
    password,
    ephemeral: true,
    onLine: () => {},
    onCrash: () => {},
  });
  const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} });
  try {
    await asSuperuser(connect(server.superuserUrl));
    const sql = connect(server.url);
    try {
      await apply(sql);
      return await describeSchema(sql);
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Of the auth server's schema, the table that ours refer to. */
async function asSuperuser(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists auth;
    create table if not exists auth.users (id uuid primary key);
    grant usage on schema auth to postgres;
    grant all on auth.users to postgres;
  `);
  await sql.end({ timeout: 5 });
}

/** Columns, indexes, constraints, policies, functions, triggers and grants of our schemas, a line each. */
async function describeSchema(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'private'))
    select format('column %s.%s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                  pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_class c join ours on ours.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relkind in ('r', 'p', 'v', 'm')
    union all select format('table %s %s %s %s', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, c.relacl)
      from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S')
    union all select 'index ' || indexdef from pg_indexes where schemaname in ('public', 'private')
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(c.oid))
      from pg_constraint c join ours on ours.oid = c.connamespace
    union all select format('policy %s', p) from pg_policies p where schemaname in ('public', 'private')
    union all select format('function %s %s', pg_get_functiondef(p.oid), p.proacl)
      from pg_proc p join ours on ours.oid = p.pronamespace where p.prokind in ('f', 'p')
    union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t
      join pg_class c on c.oid = t.tgrelid join ours on ours.oid = c.relnamespace where not t.tgisinternal
    order by 1`;
  return rows.map(({ line }) => line);
}
