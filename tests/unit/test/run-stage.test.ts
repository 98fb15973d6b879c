import { expect, test } from "vitest";
import { runStage } from "../../../scripts/test/run-stage";
import { sum, type Tally, tallyPlaywright, tallyVitest } from "../../../scripts/test/tally";

const script = (body: string, tally?: (report: never) => Tally) =>
  runStage(process.cwd(), { title: "A stage", command: ["-e", body], tally });
const leaves = (report: object, code: number) =>
  `require("fs").writeFileSync(process.env.FOYER_TEST_REPORT, ${JSON.stringify(JSON.stringify(report))}); process.exit(${code})`;
const asIs = (report: Tally) => report;

test("a stage without a report is one check", async () => {
  expect(await script("process.exit(0)")).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(await script("process.exit(2)")).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a runner that leaves no report has failed, even when it says that it has not", async () => {
  expect(await script("process.exit(0)", asIs)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a runner that ends badly has failed, even when its report names no failed test", async () => {
  const report = { passed: 7, failed: 0, skipped: 1 };
  expect(await script(leaves(report, 0), asIs)).toEqual(report);
  expect(await script(leaves(report, 1), asIs)).toEqual({ ...report, failed: 1 });
});

test("a test file that could not be loaded counts as failed, an error outside a browser test as well", () => {
  const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
  expect(tallyVitest({ ...vitest, success: true })).toEqual({ passed: 5, failed: 0, skipped: 2 });
  expect(tallyVitest({ ...vitest, success: false })).toEqual({ passed: 5, failed: 1, skipped: 2 });
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
  expect(tallyPlaywright({ stats })).toEqual({ passed: 6, failed: 1, skipped: 3 });
  expect(tallyPlaywright({ stats, errors: ["the global setup"] })).toEqual({ passed: 6, failed: 2, skipped: 3 });
});

test("what several runners say is added up", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one, { passed: 1, failed: 0, skipped: 0 }])).toEqual({ passed: 3, failed: 4, skipped: 6 });
});
