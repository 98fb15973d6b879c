import { expect, test } from "vitest";
import { strykerPlugins } from "@/tests/mutation/sample";
import { type Report, scoresOf } from "@/tests/mutation/scores";

const report = (file: string, statuses: string[], every = 1): Report => ({
  every,
  files: { [file]: { mutants: statuses.map((status, n) => ({ id: String(n), status })) } },
});

test("a folder's score is what was found of what was planted; what never ran is neither", () => {
  const statuses = ["Killed", "Killed", "Timeout", "Survived", "NoCoverage", "RuntimeError", "CompileError", "Ignored"];
  const scores = scoresOf([report("lib/auth/session.ts", statuses), report("lib/http/csv.ts", ["Killed"])]);
  expect(scores).toEqual([
    { folder: "lib/auth", found: 3, planted: 5, timeouts: 1, enough: false },
    { folder: "lib/http", found: 1, planted: 1, timeouts: 0, enough: true },
  ]);
});

test("what a limit of time has found is said, the test runner's own limit or a test's", () => {
  const statusReason = "Test timed out in 60000ms.";
  const mutants = [
    { id: "0", status: "Killed", statusReason },
    { id: "1", status: "Killed", statusReason: "expected 1" },
  ];
  const scores = scoresOf([{ every: 1, files: { "lib/auth/page.ts": { mutants } } }]);
  expect(scores).toMatchObject([{ found: 2, timeouts: 1 }]);
});

test("three of four are enough, less is not", () => {
  const enough = (statuses: string[]) => scoresOf([report("lib/auth/page.ts", statuses)]).map((score) => score.enough);
  expect(enough(["Killed", "Killed", "Killed", "Survived"])).toEqual([true]);
  expect(enough(["Killed", "Killed", "Survived"])).toEqual([false]);
});

test("of a sample the faults that nobody was asked for count neither way, covered or not", async () => {
  const statuses = ["Killed", "NoCoverage", "CompileError", "Survived", "NoCoverage", "CompileError"];
  expect(scoresOf([report("lib/auth/page.ts", statuses, 3)])).toMatchObject([{ found: 3, planted: 6 }]);

  process.env.FOYER_MUTATION_EVERY = "3";
  const [Checker] = strykerPlugins.map(({ injectableClass }) => injectableClass);
  const verdicts = await new (Checker as NonNullable<typeof Checker>)().check(statuses.map((_, n) => ({ id: `${n}` })));
  const passed = Object.entries(verdicts).filter(([, { status }]) => status === "passed");
  expect(passed.map(([id]) => id)).toEqual(["0", "3"]);
});
