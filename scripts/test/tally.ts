import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, each with the beginning of what it said: told once more at the very end. */
  failures?: readonly string[];
};

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Adds up the tallies of several runners. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      failures: [...(total.failures ?? []), ...(one.failures ?? [])],
    }),
    nothing,
  );
}

type VitestReport = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults?: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
  }[];
};

/** Reads Vitest's JSON report. A file that could not even be loaded has no failed test, yet the run has failed. */
export function tallyVitest(report: VitestReport): Tally {
  return {
    passed: report.numPassedTests,
    failed: report.success ? 0 : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: (report.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(process.cwd(), name);
      const failed = assertionResults.filter((one) => one.status === "failed");
      if (failed.length === 0) return status === "failed" ? [failure(file, message)] : [];
      return failed.map((one) => failure(`${file} › ${one.fullName}`, one.failureMessages?.[0]));
    }),
  };
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors?: { message?: string }[];
  suites?: PlaywrightSuite[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    file: string;
    line: number;
    title: string;
    tests: { status: string; results: { errors?: { message?: string }[] }[] }[];
  }[];
};

/** Reads Playwright's JSON report. What passed at its second try has passed, and is named; errors outside a test count. */
export function tallyPlaywright({ stats, errors = [], suites = [] }: PlaywrightReport): Tally {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [...errors.map(({ message }) => failure("Outside a test", message)), ...suites.flatMap(failuresIn)],
  };
}

function failuresIn({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ results }) => failure(`${file}:${line} › ${title}`, results.at(-1)?.errors?.[0]?.message)),
  );
  return [...own, ...suites.flatMap(failuresIn)];
}

const LINES = 12;

/** A name and, indented, the first lines of what was said, without colours and the runner's own frames. */
function failure(name: string, message = ""): string {
  const said = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [name, ...said.slice(0, LINES).map((line) => `    ${line}`)].join("\n");
}
