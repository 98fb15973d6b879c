import type { Problem, Rule, Tree } from "./tree";

/** `lib/env.ts`, `.env.example` and docs/deployment.md know the same variables. */
export const environmentNames: Rule = {
  name: "lib/env.ts, .env.example and docs/deployment.md agree",
  check(tree) {
    const declared = declaredNames(tree);
    const example = new Set(
      [...tree.read(".env.example").matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? ""),
    );
    const problems: Problem[] = [];
    if (declared.size === 0)
      problems.push({ file: "lib/env.ts", message: "declares no variable; has its shape changed?" });
    for (const name of declared) {
      if (!example.has(name)) problems.push({ file: ".env.example", message: `${name} of lib/env.ts is missing` });
      if (tree.has("docs/deployment.md") && !new RegExp(`\\b${name}\\b`).test(tree.read("docs/deployment.md")))
        problems.push({ file: "docs/deployment.md", message: `${name} of lib/env.ts is not described` });
    }
    for (const name of example)
      if (!declared.has(name)) problems.push({ file: ".env.example", message: `${name} is unknown to lib/env.ts` });
    return problems;
  },
};

/** The keys of the one schema in lib/env.ts. */
function declaredNames(tree: Tree): Set<string> {
  return new Set([...tree.read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? ""));
}
