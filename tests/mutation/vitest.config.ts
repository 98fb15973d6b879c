import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const here = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;
const chosen: string[] = JSON.parse(process.env.FOYER_MUTATION_TESTS ?? "[]");
const inside = (folder: string) => chosen.filter((test) => test.startsWith(`tests/${folder}/`));

/** Files in the order in which they were named, quickest first: the first test that fails is the last that is run. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => chosen.findIndex((test) => moduleId.endsWith(test));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

/** The chosen test files as `vitest.config.ts` runs them, but against a stack that is already there: a mutant does not boot one. */
export default defineConfig({
  resolve: { alias: { "@": here("./") } },
  test: {
    sequence: { sequencer: AsNamed },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: inside("unit"), setupFiles: ["tests/support/watch-console.ts"] },
      },
      {
        extends: true,
        resolve: {
          alias: [{ find: /^next\/headers$/, replacement: here("tests/support/request-scope.ts") }],
        },
        test: {
          name: "integration",
          include: inside("integration"),
          globalSetup: ["tests/mutation/running-stack.ts"],
          setupFiles: [
            "tests/support/watch-console.ts",
            "tests/support/use-stack.ts",
            "tests/mutation/forget-limits.ts",
          ],
          // On a busy machine a slow test is no fault that was found.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ].filter(({ test }) => test.include.length > 0),
  },
});
