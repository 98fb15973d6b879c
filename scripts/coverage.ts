import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/**
 * `npm run coverage`: which lines of `lib/` the unit and integration tests run, as one table by folder, the least covered
 * first. Fails below the floor, and when a test fails. Lines that only run in a browser test, in the build or in a process
 * of their own count as not run.
 * Further arguments go to vitest (`npm run coverage -- --project unit`); the whole report is in `coverage/lines`.
 */
const FLOOR = 85;

type Lines = { total: number; covered: number };

const root = join(import.meta.dirname, "..");
// Vitest empties it first; its neighbour `coverage/mutation` is worth hours.
const folder = join(root, "coverage/lines");
const { status } = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--coverage.enabled",
    "--coverage.include=lib/**/*.ts",
    "--coverage.exclude=lib/db/database.ts",
    "--coverage.reporter=json-summary",
    "--coverage.reporter=html",
    "--coverage.reportOnFailure",
    `--coverage.reportsDirectory=${folder}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);

const summary: Record<string, { lines: Lines }> = JSON.parse(
  await readFile(join(folder, "coverage-summary.json"), "utf8"),
);
const folders = new Map<string, Lines>();
for (const [file, { lines }] of Object.entries(summary)) {
  if (file === "total") continue;
  const [, noun = ""] = relative(root, file).split("/");
  const name = noun.endsWith(".ts") ? "lib" : `lib/${noun}`;
  const sum = folders.get(name) ?? { total: 0, covered: 0 };
  folders.set(name, { total: sum.total + lines.total, covered: sum.covered + lines.covered });
}
const percent = ({ total, covered }: Lines) => (total === 0 ? 100 : (100 * covered) / total);
const all = [...folders.values()].reduce((sum, lines) => ({
  total: sum.total + lines.total,
  covered: sum.covered + lines.covered,
}));
const rows = [...folders].sort(([, a], [, b]) => percent(a) - percent(b));
console.log("\nLines of lib/ that a unit or integration test runs\n");
for (const [name, lines] of [...rows, ["all of lib/", all] as const])
  console.log(
    `${name.padEnd(18)} ${percent(lines).toFixed(1).padStart(6)} %  ${String(lines.covered).padStart(5)} of ${lines.total}`,
  );
const enough = percent(all) >= FLOOR;
console.log(`\n${enough ? "✓" : "✗"} ${percent(all).toFixed(2)} % of at least ${FLOOR} %`);
process.exit(enough ? (status ?? 1) : 1);
