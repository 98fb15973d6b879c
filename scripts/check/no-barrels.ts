import { codeIn, linesMatching, type Rule } from "./tree";

/** A file that passes on what others export hides where things live and loads what nobody asked for. */
export const noBarrels: Rule = {
  name: "no barrel files",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "scripts", "tests"]).flatMap((file) =>
      linesMatching(tree.read(file), /^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s+)?from\s/).map(({ line }) => ({
        file,
        line,
        message: "passes on another file's exports; import from where it is",
      })),
    ),
};
