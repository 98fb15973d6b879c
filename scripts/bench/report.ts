import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** One measured figure. A goal is what it is held to; without one it only informs. */
export type Figure = {
  name: string;
  value: number;
  unit: "ratio" | "ms";
  goal?: { at_least?: number; at_most?: number };
  detail: string;
};

/** Prints the table and keeps it as JSON in `bench-results/`. @returns whether every goal was met */
export function report(figures: Figure[]): boolean {
  const rows = figures.map((figure) => ({ ...figure, met: isMet(figure) }));
  for (const { name, value, unit, goal, detail, met } of rows) {
    const shown = unit === "ratio" ? value.toFixed(2) : `${value.toFixed(0)} ms`;
    const wanted =
      goal?.at_least !== undefined ? `≥ ${goal.at_least}` : goal?.at_most !== undefined ? `≤ ${goal.at_most}` : "";
    console.log(`${met ? "✓" : "✗"} ${name.padEnd(76)} ${shown.padStart(8)}  ${wanted.padEnd(8)} ${detail}`);
  }
  mkdirSync("bench-results", { recursive: true });
  const machine = { node: process.version, cores: cpus().length, memory_gb: Math.round(totalmem() / 2 ** 30) };
  const measured_at = new Date().toISOString();
  writeFileSync("bench-results/latest.json", `${JSON.stringify({ measured_at, machine, figures: rows }, null, 2)}\n`);
  return rows.every(({ met }) => met);
}

function isMet({ value, goal }: Figure): boolean {
  return (
    (goal?.at_least === undefined || value >= goal.at_least) && (goal?.at_most === undefined || value <= goal.at_most)
  );
}
