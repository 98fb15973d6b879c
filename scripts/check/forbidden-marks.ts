import { codeIn, linesMatching, type Rule } from "./tree";

const MARKS: readonly [RegExp, string][] = [
  [/\b(TODO|FIXME|XXX)\b/, "unfinished work belongs into an issue, not into the code"],
  [/\bas any\b|[:<,]\s*any\b(?=\s*[[\]>,;)=&|{]|$)/, "any switches the types off"],
  [/\bas unknown as\b/, "a double cast hides a wrong type"],
  [/@ts-(ignore|expect-error|nocheck)/, "silences the compiler"],
  [/\beslint-disable/, "silences a linter this project does not use"],
  [/\b(test|it|describe)\.only\(/, "lets every other test of the file rest"],
  [/\b(test|it|describe)\.(skip|todo)\(\s*["'`]/, "a test that never runs; skip with a condition and a reason"],
  [/not implemented|coming soon/i, "a stub"],
];

const EXEMPT = /^(scripts\/check|tests\/unit\/check)\//;

/** Marks that say "not done" or "trust me". */
export const forbiddenMarks: Rule = {
  name: "no forbidden marks",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "scripts", "tests", "middleware.ts"])
      .filter((file) => !EXEMPT.test(file) && file !== "lib/db/database.ts")
      .flatMap((file) =>
        MARKS.flatMap(([pattern, message]) =>
          linesMatching(tree.read(file), pattern)
            .filter(({ text }) => !pattern.source.includes("any") || !/^\s*(\/\/|\*|\/\*)/.test(text))
            .map(({ line }) => ({ file, line, message })),
        ),
      ),
};
