import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "./rules";
import { workingTree } from "./tree";

/** Checks the repository's own rules; prints what breaks them and leaves its tally for the test runner. */
const tree = workingTree(join(import.meta.dirname, "..", ".."));
let failed = 0;
for (const { name, check } of rules) {
  const problems = check(tree);
  if (problems.length === 0) continue;
  failed++;
  console.error(`✗ ${name}`);
  for (const { file, line, message } of problems) console.error(`    ${file}${line ? `:${line}` : ""} ${message}`);
}
if (process.env.FOYER_TEST_REPORT)
  writeFileSync(process.env.FOYER_TEST_REPORT, JSON.stringify({ passed: rules.length - failed, failed, skipped: 0 }));
console.log(`${rules.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
