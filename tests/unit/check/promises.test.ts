import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Holds docs/security.md to the tests it names: a promise whose test was renamed or dropped is found here. */
const root = join(import.meta.dirname, "../../..");
const document = readFileSync(join(root, "docs/security.md"), "utf8");

/** What there is to be promised about so far: everything of consent, fairness, export and soak comes with its own part. */
const PROMISED = [...Array.from({ length: 19 }, (_, n) => `S${n + 1}`), "S25", "S26"];

type Row = { promise: string; tests: string[]; control: string; words: string };

function rowsOf(text: string): Row[] {
  return text.split("\n").flatMap((line) => {
    const [, promise = "", , tests = "", control = ""] = line.split("|").map((cell) => cell.trim());
    if (!/^S\d+$/.test(promise)) return [];
    const [, file = "", words = ""] = /^`([^`]+)`: “([^”]+)”/.exec(control) ?? [];
    return [{ promise, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path), control: file, words }];
  });
}

/** A line for each row whose tests or control are not in the tree. */
function broken(rows: readonly Row[]): string[] {
  return rows.flatMap(({ promise, tests, control, words }) => {
    const missing = tests.filter((path) => !existsSync(join(root, "tests", path)));
    const lines = missing.map((path) => `${promise} names ${path}, which is not there`);
    if (tests.length === 0) lines.push(`${promise} names no test`);
    const file = join(root, "tests", control);
    if (!control || !existsSync(file)) lines.push(`${promise} names no control`);
    else if (!readFileSync(file, "utf8").includes(words)) lines.push(`${promise}: ${control} does not say “${words}”`);
    return lines;
  });
}

test("every promise about what exists is in the table", () => {
  expect(rowsOf(document).map(({ promise }) => promise)).toEqual(PROMISED);
});

test("every promise names tests that exist, and a control by words that stand in it", () => {
  expect(broken(rowsOf(document))).toEqual([]);
});

describe("control", () => {
  const good = "| S1 | x | `unit/check/promises.test.ts` | `unit/check/promises.test.ts`: “every promise names” |";
  test.each([
    ["a test that is gone", good.replace("promises.test.ts`", "gone.test.ts`"), /which is not there/],
    ["no test", good.replace("`unit/check/promises.test.ts`", "soon"), /names no test/],
    ["no control", good.replace(/\| `[^|]*“[^|]*/, "| none "), /names no control/],
    ["a control that was renamed", good.replace("every promise names", `every${" "} promise named`), /does not say/],
  ])("%s is found", (_, row, complaint) => {
    expect(broken(rowsOf(row)).join()).toMatch(complaint);
  });

  test("the sound row is not", () => {
    expect(broken(rowsOf(good))).toEqual([]);
  });
});
