import { codeIn, type Rule } from "./tree";

const LONGEST = 250;
/** A table of cases may be longer than a verb. */
const LONGEST_TEST = 350;
const GENERATED = ["lib/db/database.ts"];

/** Nothing is longer than what one reads in one go. */
export const fileLength: Rule = {
  name: "no file is too long",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "scripts", "tests", "middleware.ts"])
      .filter((file) => !GENERATED.includes(file))
      .flatMap((file) => {
        const lines = tree.read(file).split("\n").length - 1;
        const limit = file.startsWith("tests/") ? LONGEST_TEST : LONGEST;
        return lines > limit ? [{ file, message: `${lines} lines; split it (at most ${limit})` }] : [];
      }),
};
