import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tally } from "./tally";

export type Stage = {
  title: string;
  /** Script for this Node, then its arguments. */
  command: string[];
  env?: Record<string, string>;
  /** Shows the output as it comes; otherwise it is shown when the stage fails. */
  live?: boolean;
  /** Reads the report written to FOYER_TEST_REPORT; without it a stage counts as one check. */
  tally?: (report: never) => Tally;
};

/** Runs one stage of the tests to its end and says how it went. Never throws for a failing stage. */
export async function runStage(root: string, stage: Stage): Promise<Tally> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "foyer-report-"));
  const report = join(folder, "report.json");
  if (stage.live) console.log(`\n── ${stage.title}`);
  const { code, output } = await run(root, stage, report);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const tally = await count(stage, report, code);
  await rm(folder, { recursive: true, force: true });
  const ok = tally.failed === 0;
  if (!ok && !stage.live) console.log(`\n── ${stage.title}\n${output.trimEnd()}\n`);
  console.log(`${ok ? "✓" : "✗"} ${stage.title} (${seconds} s)`);
  if (ok) return tally;
  const failures = tally.failures?.length ? tally.failures : ["what it said is above"];
  return { ...tally, failures: failures.map((failure) => `✗ ${stage.title}: ${failure}`) };
}

function run(root: string, stage: Stage, report: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, stage.command, {
      cwd: root,
      env: { ...process.env, ...stage.env, ...(stage.tally ? { FOYER_TEST_REPORT: report } : {}) },
      stdio: stage.live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        output = (output + String(chunk)).slice(-40_000);
      });
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** A runner that ends badly without a failed test in its report (it crashed, or wrote none) is one failure. */
async function count(stage: Stage, report: string, code: number | null): Promise<Tally> {
  const bare: Tally = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (!stage.tally) return bare;
  const text = await readFile(report, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const tally = stage.tally(JSON.parse(text) as never);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
