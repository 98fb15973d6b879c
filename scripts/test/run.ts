import { existsSync } from "node:fs";
import { join } from "node:path";
import { runStage, type Stage } from "./run-stage";
import { sum, type Tally, tallyPlaywright, tallyVitest } from "./tally";

/**
 * `npm test` (everything) and `npm run verify` (`--fast`: what needs no stack). Ends with one line that adds up all
 * runners; further arguments choose stages by a part of their title, e.g. `npm test -- browser`.
 */
const root = join(import.meta.dirname, "..", "..");
const bin = (path: string) => join(root, "node_modules", path);
const fast = process.argv.includes("--fast");
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

const quick: Stage[] = [
  { title: "Format and lint", command: [bin("@biomejs/biome/bin/biome"), "check", "--diagnostic-level=warn", "."] },
  { title: "Types", command: [bin("typescript/bin/tsc"), "--noEmit"] },
  {
    title: "Repository rules",
    command: ["--import", "tsx", join(root, "scripts/check/run.ts")],
    tally: (report: Tally) => report,
  },
  { title: "Dead code", command: [bin("knip/bin/knip.js"), "--no-progress"] },
];

const vitest = (title: string, ...projects: string[]): Stage => ({
  title,
  command: [bin("vitest/vitest.mjs"), "run", ...projects.flatMap((project) => ["--project", project])],
  tally: tallyVitest,
});

const tests: Stage = { ...vitest("Unit and integration tests", "unit*", "integration*"), live: true };

/** Beside those tests, which wait a good deal for what is broken on purpose; what comes after is run against the build. */
const beside: Stage[] = [
  {
    title: "Build for the browser tests",
    command: ["--import", "tsx", join(root, "tests/support/build-browser-tests.ts")],
  },
  vitest("The commands", "commands"),
];

const browser: Stage = {
  title: "Browser tests",
  command: [bin("@playwright/test/cli.js"), "test"],
  live: true,
  tally: tallyPlaywright,
};

const wanted = ({ title }: Stage) =>
  chosen.length === 0 || chosen.some((word) => title.toLowerCase().includes(word.toLowerCase()));

async function inTurn(...stages: Stage[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const stage of stages.filter(wanted)) tallies.push(await runStage(root, stage));
  return tallies;
}

async function main(): Promise<Tally> {
  const began = performance.now();
  // A fresh clone has no next-env.d.ts yet, and route types belong to the type check.
  if (!existsSync(join(root, "next-env.d.ts")))
    await runStage(root, { title: "Generate route types", command: [bin("next/dist/bin/next"), "typegen"] });
  const tallies = await Promise.all(quick.filter(wanted).map((stage) => runStage(root, stage)));
  // One after the other: the type check looks at what a build writes.
  if (!fast) {
    tallies.push(...(await Promise.all([inTurn(tests), inTurn(...beside)])).flat());
    tallies.push(...(await inTurn(browser)));
  }
  console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
  return sum(tallies);
}

const total = await main();
if (total.failures?.length) console.log(`\n${total.failures.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
