import { isBuiltin } from "node:module";
import { importsOf, resolveImport } from "./imports";
import type { Problem, Rule, Tree } from "./tree";

const ENTRY = "middleware.ts";

/**
 * The middleware runs on the edge, where Node's own modules do not exist: one such import anywhere below it and every page
 * answers 500, though types, tests and the build are content.
 */
export const edgeImports: Rule = {
  name: "nothing below the middleware needs Node",
  check(tree) {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    const visit = (file: string, road: readonly string[]): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { from, line, typeOnly } of importsOf(tree.read(file))) {
        if (typeOnly) continue;
        if (isBuiltin(from)) problems.push({ file, line, message: `imports ${from} (${[...road, file].join(" → ")})` });
        const target = resolveImport(file, from);
        const next = target === null ? undefined : fileOf(tree, target);
        if (next) visit(next, [...road, file]);
      }
    };
    if (tree.has(ENTRY)) visit(ENTRY, []);
    return problems;
  },
};

function fileOf(tree: Tree, target: string): string | undefined {
  return [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => tree.has(path));
}
