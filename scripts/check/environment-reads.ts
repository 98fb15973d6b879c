import { codeIn, linesMatching, type Rule } from "./tree";

/** `lib/env.ts` alone reads the environment: a variable elsewhere would be neither validated nor documented. */
export const environmentReads: Rule = {
  name: "only lib/env.ts reads the environment",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "middleware.ts"])
      .filter((file) => file !== "lib/env.ts")
      .flatMap((file) =>
        linesMatching(
          tree.read(file),
          /process\s*\.\s*env\b|process\[["']env["']\]|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
        ).map(({ line }) => ({ file, line, message: "reads process.env; declare the variable in lib/env.ts" })),
      ),
};
