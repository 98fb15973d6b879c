import { codeIn, linesMatching, type Rule } from "./tree";

/** Exists to be one: what every page needs lands in one file of the browser's bundle only when one module names it. */
const MEANT = ["app/_ui/root-parts.tsx"];

/** A file that passes on what others export hides where things live and loads what nobody asked for. */
export const noBarrels: Rule = {
  name: "no barrel files",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "scripts", "tests"])
      .filter((file) => !MEANT.includes(file))
      .flatMap((file) =>
        linesMatching(tree.read(file), /^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s+)?from\s/).map(({ line }) => ({
          file,
          line,
          message: "passes on another file's exports; import from where it is",
        })),
      ),
};
