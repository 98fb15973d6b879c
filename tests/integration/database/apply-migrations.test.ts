import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeEach, expect, test } from "vitest";
import { applyMigrations, type Migration } from "../../../scripts/database/apply-migrations";
import { database } from "../../support/database";

const made: string[] = [];
let sql: postgres.Sql;

beforeEach(async () => {
  await sql?.end();
  const name = `migrations_${randomBytes(4).toString("hex")}`;
  await database().unsafe(`create database ${name}`);
  made.push(name);
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = name;
  sql = postgres(url.href, { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  for (const name of made) await database().unsafe(`drop database ${name} with (force)`);
});

const migration = (name: string, text: string): Migration => ({ name, sql: text, checksum: `${name}:${text}` });
const first = migration("1_make_beds.sql", "create table beds (n int); insert into beds values (1);");
const second = migration("2_fill_beds.sql", "insert into beds values (2);");
const beds = async () => (await sql`select n from beds order by n`).map(({ n }) => n);

test("migrations are applied once, in order, and again only when new", async () => {
  expect(await applyMigrations(sql, [first])).toEqual(["1_make_beds.sql"]);
  expect(await applyMigrations(sql, [first, second])).toEqual(["2_fill_beds.sql"]);
  expect(await applyMigrations(sql, [first, second])).toEqual([]);
  expect(await beds()).toEqual([1, 2]);
});

test("a migration that fails leaves nothing behind, names itself and its line, and can be mended", async () => {
  await applyMigrations(sql, [first]);
  const broken = migration("2_fill_beds.sql", "insert into beds values (2);\ninsert into cots values (3);");
  await expect(applyMigrations(sql, [first, broken])).rejects.toThrow(/2_fill_beds\.sql failed: .*cots.*line 2/);
  expect(await beds()).toEqual([1]);
  expect(await applyMigrations(sql, [first, second])).toEqual(["2_fill_beds.sql"]);
});

test("an applied migration that was changed or removed stops everything", async () => {
  await applyMigrations(sql, [first]);
  const changed = migration(first.name, "create table beds (n bigint);");
  await expect(applyMigrations(sql, [changed, second])).rejects.toThrow(/has changed since it was applied/);
  await expect(applyMigrations(sql, [second])).rejects.toThrow(/gone from the folder/);
  expect(await beds()).toEqual([1]);
});

test("two runs at the same moment apply everything once", async () => {
  const outcomes = await Promise.all([applyMigrations(sql, [first, second]), applyMigrations(sql, [first, second])]);
  expect(outcomes.flat().sort()).toEqual([first.name, second.name]);
  expect(await beds()).toEqual([1, 2]);
});

test("an index can be made concurrently, outside a transaction", async () => {
  const concurrently = migration(
    "3_index_beds.sql",
    "-- migrate: outside a transaction\ncreate index concurrently beds_n on beds (n);",
  );
  await applyMigrations(sql, [first, concurrently]);
  expect(await sql`select 1 from pg_indexes where indexname = 'beds_n'`).toHaveLength(1);
});
