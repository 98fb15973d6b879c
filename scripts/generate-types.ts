import { spawnSync } from "node:child_process";
import postgres from "postgres";

/**
 * Writes lib/db/database.ts from the migrated database (kysely-codegen); `--check` fails when the file is stale.
 * `check (column in (…))` constraints become unions, so the database alone says which words a column may hold.
 */
const url = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL;
if (!url) throw new Error("Set DATABASE_DIRECT_URL to a migrated database.");

async function unionsFromChecks(): Promise<Record<string, string>> {
  const sql = postgres(url as string, { max: 1, onnotice: () => undefined });
  const rows = await sql<
    { table: string; column: string; definition: string; nullable: boolean; generated: boolean }[]
  >`
    select c.relname as table, a.attname as column, pg_get_constraintdef(k.oid) as definition,
      not a.attnotnull as nullable, a.atthasdef as generated
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace and not c.relispartition
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'c' and array_length(k.conkey, 1) = 1 and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\['`;
  await sql.end();
  const entries = rows.map((row) => {
    const words = [...row.definition.matchAll(/'([a-z_]+)'::text/g)].map((match) => `"${match[1]}"`);
    const union = words.join(" | ") + (row.nullable ? " | null" : "");
    return [`${row.table}.${row.column}`, row.generated ? `Generated<${union}>` : union];
  });
  return Object.fromEntries(entries.sort());
}

const columns = {
  ...(await unionsFromChecks()),
  "agents.status": 'ColumnType<"waiting" | "validated" | "paused" | "deleted", never, never>',
};

// The generator cannot parse our unions with TypeScript 7 (it says so on stderr) and passes them through as written.
const result = spawnSync(
  "node_modules/.bin/kysely-codegen",
  [
    ...["--dialect", "postgres", "--url", url, "--out-file", "lib/db/database.ts", "--default-schema", "public"],
    ...["--include-pattern", "public.*", "--type-mapping", '{"int8":"number"}'],
    ...["--overrides", JSON.stringify({ columns })],
    ...(process.argv.includes("--check") ? ["--verify"] : []),
  ],
  { encoding: "utf8" },
);
process.stdout.write(result.stdout);
if (result.status !== 0) {
  process.stderr.write(result.stderr.slice(-2000));
  console.error("lib/db/database.ts does not match the migrations: run `npm run types`.");
  process.exit(1);
}
