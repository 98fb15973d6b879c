import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: { "@": here("./") } },
  test: {
    passWithNoTests: true,
    // Patience is for a machine that is busy with something else: a test that passes never waits for it.
    expect: { poll: { timeout: 30_000 } },
    reporters: process.env.FOYER_TEST_REPORT
      ? ["default", ["json", { outputFile: process.env.FOYER_TEST_REPORT }]]
      : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/support/watch-console.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        resolve: {
          alias: [
            // Handlers run here without Next's server around them; see tests/support/request-scope.ts.
            { find: /^next\/headers$/, replacement: here("./tests/support/request-scope.ts") },
          ],
        },
        test: {
          name: "integration",
          include: ["tests/{integration,contract}/**/*.test.{ts,tsx}"],
          globalSetup: ["tests/support/boot-integration.ts"],
          setupFiles: ["tests/support/watch-console.ts", "tests/support/use-stack.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          name: "commands",
          include: ["tests/commands/**/*.test.ts"],
          globalSetup: ["tests/support/build-once.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
