import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bootTestStack } from "../support/stack";
import { type Group, groups } from "./groups";
import { type Report, type Score, scoresOf } from "./scores";

/**
 * `npm run mutation [group …]`: plants faults in the folders that keep organizations apart (StrykerJS), one at a time, and
 * asks the tests of their group to find each. Prints the share that was found, by folder, from the newest run of every
 * group; fails below the floor. What was found before and has not changed since is not asked again (`coverage/mutation`).
 * `MUTATION_EVERY=3` asks for every third fault alone, all of them anew, and is said beside the figure.
 */
const root = join(import.meta.dirname, "../..");
const kept = (file: string) => join(root, "coverage/mutation", file);
const chosen = process.argv.slice(2);
const every = Number(process.env.MUTATION_EVERY ?? 1);

await mkdir(kept("."), { recursive: true });
const wanted = groups().filter(({ name }) => chosen.length === 0 || chosen.some((word) => name.startsWith(word)));
const stack = wanted.some(needsStack) ? await bootTestStack() : undefined;
try {
  for (const group of wanted) await mutate(group);
} finally {
  await stack?.stop();
}
process.exitCode = (await printScores()) ? 0 : 1;

function needsStack({ tests }: Group): boolean {
  return tests.some((test) => test.startsWith("tests/integration/"));
}

async function mutate(group: Group): Promise<void> {
  console.log(`\n── ${group.name}`);
  const config = kept(`${group.name}.config.json`);
  await writeFile(config, JSON.stringify(settings(group)));
  const provided = stack && {
    env: {
      ...stack.env,
      FIELD_ENCRYPTION_KEYS: `${stack.env.FIELD_ENCRYPTION_KEYS},2:${randomBytes(32).toString("base64")}`,
      LOG_LEVEL: "silent",
    },
    urls: stack.urls,
  };
  const code = await new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, "node_modules/@stryker-mutator/core/bin/stryker.js"), "run", config],
      {
        cwd: root,
        stdio: "inherit",
        env: {
          ...process.env,
          FOYER_MUTATION_TESTS: JSON.stringify(group.tests),
          FOYER_MUTATION_STACK: JSON.stringify(provided ?? null),
          FOYER_MUTATION_EVERY: String(every),
        },
      },
    );
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`Stryker ended with ${code} in ${group.name}`);
  const report = JSON.parse(await readFile(kept(`${group.name}.json`), "utf8"));
  await writeFile(kept(`${group.name}.json`), JSON.stringify({ ...report, every }));
}

function settings({ name, mutate, tests }: Group) {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner", "./tests/mutation/sample.ts"],
    checkers: every > 1 ? ["sample"] : [],
    vitest: { configFile: "tests/mutation/vitest.config.ts", related: false },
    mutate,
    // Words for people, and names of columns that the compiler checks.
    mutator: { excludedMutations: ["StringLiteral"] },
    coverageAnalysis: "perTest",
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
    timeoutMS: tests.some((test) => test.startsWith("tests/integration/")) ? 30_000 : 10_000,
    dryRunTimeoutMinutes: 20,
    reporters: ["progress-append-only", "clear-text", "json"],
    warnings: { slow: false },
    clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: false, reportMutants: true },
    jsonReporter: { fileName: kept(`${name}.json`) },
    // What a sample has left out must not be taken for known, by a run that asks for more or after a change that numbers anew.
    incremental: every === 1,
    incrementalFile: kept(`${name}.incremental.json`),
    // Stryker would read it with the compiler's JavaScript API, which TypeScript 7 does not have.
    tsconfigFile: "none",
    ignorePatterns: [".next*", ".foyer", "/coverage", "/docs", "test-results", "bench-results", "supabase/.temp"],
    tempDirName: kept("sandbox"),
    allowEmpty: true,
  };
}

async function printScores(): Promise<boolean> {
  const reports = await Promise.all(groups().map(({ name }) => readReport(name)));
  console.log("\nPlanted faults that a test finds\n");
  for (const [n, { name }] of groups().entries()) {
    const report = reports[n];
    if (!report) continue;
    for (const score of scoresOf([report])) console.log(`  ${name.padEnd(22)} ${inWords(score, report.every)}`);
  }
  console.log("");
  const scores = scoresOf(reports.filter((report) => report !== undefined));
  for (const score of scores) console.log(`${score.enough ? "✓" : "✗"} ${score.folder.padEnd(22)} ${inWords(score)}`);
  const missing = groups().filter((_, n) => !reports[n]);
  if (missing.length > 0) console.log(`\nNot run yet: ${missing.map(({ name }) => name).join(", ")}`);
  return missing.length === 0 && scores.every(({ enough }) => enough);
}

/** The newest report of a group; those from before there were samples say nothing of any. */
async function readReport(name: string): Promise<Report | undefined> {
  const text = await readFile(kept(`${name}.json`), "utf8").catch(() => undefined);
  return text === undefined ? undefined : { every: 1, ...JSON.parse(text) };
}

function inWords({ found, planted, timeouts }: Score, every = 1): string {
  const share = ((100 * found) / planted).toFixed(1).padStart(5);
  const late = timeouts > 0 ? `, ${timeouts / every} of them by a time limit` : "";
  return `${share} %  ${found / every} of ${planted / every}${late}${every > 1 ? `; a sample of one in ${every}` : ""}`;
}
