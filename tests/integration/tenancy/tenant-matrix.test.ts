import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";
import { takingBack } from "../../support/taking-back";
import { probeWall, type Stage, setStage } from "./probe-wall";
import { familyOf, readWalledTables, type WalledTable } from "./walled-table";

/** Promise S1. The faults are planted in transactions of a scratch database and taken back. */
let scratch: ScratchDatabase;
let stage: Stage;
let tables: WalledTable[];
/** What each table answers as it is granted and walled. */
const answers = new Map<WalledTable, string[]>();

beforeAll(async () => {
  scratch = await makeScratchDatabase();
  stage = await setStage(scratch.sql);
  tables = await readWalledTables(scratch.sql);
  for (const table of tables) answers.set(table, await takingBack(scratch.sql, (tx) => probeWall(tx, stage, table)));
});
afterAll(() => scratch?.drop());

const HEADER = `table                  identity                | as granted (select insert update delete move) | with every grant`;

test("every table answers every identity as the checked-in matrix says", async () => {
  const lines = [...answers.values()].flat();
  await expect(`${[HEADER, ...new Set(lines)].join("\n")}\n`).toMatchFileSnapshot(
    "../../support/snapshots/tenant-matrix.txt",
  );
});

test("no identity but an unnarrowed operator reaches another organization's row", () => {
  const lines = [...answers.values()].flat();
  expect(lines.filter((line) => /\b(all|FOREIGN|MOVED)\b/.test(line) && !/ operator +\|/.test(line))).toEqual([]);
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
  const unnoticed: string[] = [];
  for (const { table, statement } of faults()) {
    const lines = await takingBack(scratch.sql, async (tx) => {
      await tx.unsafe(statement);
      return probeWall(tx, stage, table);
    });
    if (lines.join("\n") === answers.get(table)?.join("\n")) unnoticed.push(statement);
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
