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
  expect(await script("process.exit(2)")).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test("a runner that leaves no report has failed, even when it says that it has not", async () => {
  expect(await script("process.exit(0)", asIs)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test("a runner that ends badly has failed, even when its report names no failed test", async () => {
  const report = { passed: 7, failed: 0, skipped: 1 };
  expect(await script(leaves(report, 0), asIs)).toEqual(report);
  expect(await script(leaves(report, 1), asIs)).toEqual({
    ...report,
    failed: 1,
    failures: ["✗ A stage: what it said is above"],
  });
});

test("a test file that could not be loaded counts as failed, an error outside a browser test as well", () => {
  const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
  expect(tallyVitest({ ...vitest, success: true })).toMatchObject({ passed: 5, failed: 0, skipped: 2 });
  expect(tallyVitest({ ...vitest, success: false })).toMatchObject({ passed: 5, failed: 1, skipped: 2 });
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
  expect(tallyPlaywright({ stats })).toMatchObject({ passed: 6, failed: 1, skipped: 3 });
  expect(tallyPlaywright({ stats, errors: [{ message: "the global setup" }] })).toMatchObject({
    passed: 6,
    failed: 2,
    skipped: 3,
  });
});

test("what several runners say is added up", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one, { passed: 1, failed: 0, skipped: 0 }])).toMatchObject({ passed: 3, failed: 4, skipped: 6 });
});

test("what failed is told by its name and the beginning of what it said, of every runner", () => {
  const passed = { status: "passed", fullName: "goes well", failureMessages: [] };
  const failed = {
    status: "failed",
    fullName: "goes wrong",
    failureMessages: ["\u001b[31mexpected 1\u001b[39m\n\nto be 2"],
  };
  const vitest = tallyVitest({
    success: false,
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    testResults: [
      { name: "one.test.ts", status: "failed", assertionResults: [passed, failed] },
      { name: "two.test.ts", status: "failed", message: "cannot be read", assertionResults: [] },
      { name: "three.test.ts", status: "passed", assertionResults: [passed] },
    ],
  });
  const spec = (title: string, status: string) => ({
    file: "one.spec.ts",
    line: 7,
    title,
    tests: [{ status, results: [{ errors: [{ message: "at first" }] }, { errors: [{ message: "at last" }] }] }],
  });
  const playwright = tallyPlaywright({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [{ message: "no server" }],
    suites: [{ suites: [{ specs: [spec("stays wrong", "unexpected"), spec("comes right", "flaky")] }] }],
  });
  expect(sum([vitest, playwright]).failures).toEqual([
    "one.test.ts › goes wrong\n    expected 1\n    to be 2",
    "two.test.ts\n    cannot be read",
    "Outside a test\n    no server",
    "one.spec.ts:7 › stays wrong\n    at last",
  ]);
});
