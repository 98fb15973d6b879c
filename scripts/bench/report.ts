import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** One measured figure. A goal is what it is held to; without one it only informs. */
export type Figure = {
  name: string;
  value: number;
  unit: "ratio" | "ms";
  goal?: { at_least?: number; at_most?: number };
  detail: string;
};

type Row = Figure & { met: boolean; measured_at: string };
type Machine = { node: string; cores: number; memory_gb: number };

const FILE = "bench-results/latest.json";

/**
 * Prints the table and keeps it as JSON in `bench-results/`. What this run did not measure stays there with its own time, as
 * long as the machine is the same.
 * @returns whether every goal of this run was met
 */
export function report(figures: Figure[]): boolean {
  const measured_at = new Date().toISOString();
  const rows = figures.map((figure): Row => ({ ...figure, met: isMet(figure), measured_at }));
  for (const { name, value, unit, goal, detail, met } of rows) {
    const shown = unit === "ratio" ? value.toFixed(2) : `${value.toFixed(0)} ms`;
    const wanted =
      goal?.at_least !== undefined ? `≥ ${goal.at_least}` : goal?.at_most !== undefined ? `≤ ${goal.at_most}` : "";
    console.log(`${met ? "✓" : "✗"} ${name.padEnd(76)} ${shown.padStart(8)}  ${wanted.padEnd(8)} ${detail}`);
  }
  mkdirSync("bench-results", { recursive: true });
  const machine = { node: process.version, cores: cpus().length, memory_gb: Math.round(totalmem() / 2 ** 30) };
  const others = rowsBefore(machine).filter(({ name }) => !rows.some((row) => row.name === name));
  writeFileSync(FILE, `${JSON.stringify({ machine, figures: [...others, ...rows] }, null, 2)}\n`);
  return rows.every(({ met }) => met);
}

function rowsBefore(machine: Machine): Row[] {
  if (!existsSync(FILE)) return [];
  // Written here alone.
  const before = JSON.parse(readFileSync(FILE, "utf8")) as { machine: Machine; figures: Row[] };
  return JSON.stringify(before.machine) === JSON.stringify(machine) ? before.figures : [];
}

function isMet({ value, goal }: Figure): boolean {
  return (
    (goal?.at_least === undefined || value >= goal.at_least) && (goal?.at_most === undefined || value <= goal.at_most)
  );
}
