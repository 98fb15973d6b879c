import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";
import { takingBack } from "../../support/taking-back";
import { probeWall, type Stage, setStage } from "./probe-wall";
import { familyOf, readWalledTables, type WalledTable } from "./walled-table";

/** Promise S1. The faults are planted in transactions of a scratch database and taken back. */
let scratch: ScratchDatabase;
let stage: Stage;
let tables: WalledTable[];

beforeAll(async () => {
  scratch = await makeScratchDatabase();
  stage = await setStage(scratch.sql);
  tables = await readWalledTables(scratch.sql);
});
afterAll(() => scratch?.drop());

const HEADER = `table                  identity                | as granted (select insert update delete move) | with every grant`;

const linesOf = (table: WalledTable) => takingBack(scratch.sql, (tx) => probeWall(tx, stage, table));

test("every table answers every identity as the checked-in matrix says", async () => {
  const lines: string[] = [];
  for (const table of tables) lines.push(...(await linesOf(table)));
  await expect(`${[HEADER, ...new Set(lines)].join("\n")}\n`).toMatchFileSnapshot(
    "../../support/snapshots/tenant-matrix.txt",
  );
});

test("no identity but an unnarrowed operator reaches another organization's row", async () => {
  const reached: string[] = [];
  for (const table of tables) {
    for (const line of await linesOf(table)) {
      if (/\b(all|FOREIGN|MOVED)\b/.test(line) && !/ operator +\|/.test(line)) reached.push(line);
    }
  }
  expect(reached).toEqual([]);
});

type Fault = { table: WalledTable; statement: string };

function faults(): Fault[] {
  return tables.flatMap((table) => {
    const target = `public.${table.name}`;
    const statements = [
      `alter table ${target} disable row level security`,
      `alter table ${target} no force row level security`,
      ...table.policies.flatMap(({ name, command, checks }) => [
        `alter policy ${name} on ${target} ${command === "insert" ? "" : "using (true)"} ${checks ? "with check (true)" : ""}`,
        `drop policy ${name} on ${target}`,
        ...(checks ? [`alter policy ${name} on ${target} with check (true)`] : []),
      ]),
    ];
    return statements.map((statement) => ({ table, statement }));
  });
}

test("each wall that is opened, dropped, left unchecked, switched off or not forced turns the matrix red", async () => {
  const expected = new Map<string, string>();
  for (const table of tables) expected.set(table.name, (await linesOf(table)).join("\n"));
  const unnoticed: string[] = [];
  for (const { table, statement } of faults()) {
    const lines = await takingBack(scratch.sql, async (tx) => {
      await tx.unsafe(statement);
      return probeWall(tx, stage, table);
    });
    if (lines.join("\n") === expected.get(table.name)) unnoticed.push(statement);
  }
  expect(unnoticed).toEqual([]);
  expect(faults().length).toBeGreaterThan(80);
}, 300_000);

test("a new table without a row maker is noticed", async () => {
  await scratch.sql.unsafe("create table public.newcomers (id uuid primary key, org_id uuid not null)");
  try {
    await expect(setStage(scratch.sql)).rejects.toThrow("No row maker for newcomers");
  } finally {
    await scratch.sql.unsafe("drop table public.newcomers");
  }
});

test("partitions of a month are alike", () => {
  const families = new Set(tables.map(({ name }) => familyOf(name)));
  expect([...families].filter((name) => name.includes("<month>"))).toEqual([
    "events_<month>",
    "inbound_events_<month>",
  ]);
});
