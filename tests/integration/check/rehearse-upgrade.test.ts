import { expect, test, vi } from "vitest";
import { rehearseUpgrade } from "../../../scripts/check/migrations/rehearse-upgrade";

// Each starts two database servers.
vi.setConfig({ testTimeout: 300_000 });

const migration = (name: string, sql: string) => ({ name, sql, checksum: sql });
const table = migration("1_table.sql", "create table public.thing (id int primary key)");
const column = migration("2_column.sql", "alter table public.thing add column name text");

test("migrations that lead to one schema from nothing and from the last release pass", async () => {
  await rehearseUpgrade({ released: [table], current: [table, column] });
});

test.each([
  [
    "fails",
    [table, migration("2_column.sql", "alter table public.nothing add column name text")],
    /2_column\.sql failed: .*"public\.nothing" does not exist/,
  ],
  ["was rewritten", [migration(table.name, `${table.sql} -- changed`), column], /1_table\.sql has changed/],
  [
    "leaves an upgraded database different from a fresh one",
    [
      table,
      migration(
        "0_early.sql",
        "do $$ begin if to_regclass('public.thing') is not null then alter table public.thing add column late int; end if; end $$",
      ),
    ].sort((a, b) => a.name.localeCompare(b.name)),
    /differs from a fresh one:\n.*late/s,
  ],
])("a migration that %s is found", async (_fault, current, message) => {
  await expect(rehearseUpgrade({ released: [table], current })).rejects.toThrow(message);
});
