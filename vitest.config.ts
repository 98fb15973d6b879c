import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const here = (path: string) => new URL(path, import.meta.url).pathname;

/**
 * What takes ten seconds and more, the longest first. Begun last, each of them would leave a processor without work at the
 * end; and most of them wait, while others compute.
 */
const LONGEST = [
  "ingest/exactly-one-effect",
  "redis/redis-away",
  "tenancy/tenant-matrix",
  "resilience/postgres-killed",
  "resilience/silent-database",
  "phi/canaries",
  "calls/search/rare-filters",
  "auth/ways-back",
  "audit/every-mutation",
  "auth/lockout",
  "check/rehearse-upgrade",
  "cache/replayed-session",
  "phi/secret-canaries",
  "calls/list-cost",
  "api-keys/key-limits",
  "stack/postgres",
  "keys/rotation",
  "sandbox/life-of-calls",
  "agents/vendor-jobs",
];

const rank = ({ moduleId }: TestSpecification) => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
};

/** Vitest knows how long its files take from an earlier run, which a fresh clone has not had. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** Tests of parts by themselves. */
const UNIT = "tests/unit/**/*.test.{ts,tsx}";
/** What runs on the stack. */
const ON_STACK = "tests/{integration,contract}/**/*.test.{ts,tsx}";

const filesWith = (files: string, words: RegExp) =>
  globSync(files, { cwd: here("./") }).filter((file) => words.test(readFileSync(here(file), "utf8")));

/** What changes modules or the environment, and must neither meet what another file has read nor leave its own behind. */
const changing = filesWith(UNIT, /vi\.mock\(|process\.env|support\/environment/);
const changingOnStack = [
  ...filesWith(ON_STACK, /vi\.(mock|doMock|resetModules)\(|process\.env|= env\(\);|assign\(env\(\)|await import\(/),
  // What takes parts of the stack away, or counts what this process keeps.
  "tests/integration/{redis,resilience,cache,keys,monitoring,metrics}/**/*.test.{ts,tsx}",
];
/** What measures how long something takes, or how much comes in time: in the second group, where less runs beside. */
const inTime = ["tests/integration/cache/*.test.ts"];
const unit = {
  setupFiles: ["tests/support/watch-console.ts"],
  testTimeout: 30_000,
  // After the other project and with no more than there are processors: some measure what a thing costs.
  sequence: { groupOrder: 1 },
  maxWorkers: 2,
};

const onStack = {
  extends: true as const,
  resolve: {
    alias: [
      // Handlers run here without Next's server around them; see tests/support/request-scope.ts.
      { find: /^next\/headers$/, replacement: here("./tests/support/request-scope.ts") },
    ],
  },
  test: {
    globalSetup: ["tests/support/boot-integration.ts"],
    setupFiles: ["tests/support/watch-console.ts", "tests/support/use-stack.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Another try for what met a busy moment, as browser tests have it; the report names what needed it.
    retry: 2,
    // More than there are processors: many of these tests wait, for what is broken on purpose.
    maxWorkers: 4,
  },
};

export default defineConfig({
  resolve: { alias: { "@": here("./") } },
  test: {
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    // Patience is for a machine that is busy with something else: a test that passes never waits for it.
    expect: { poll: { timeout: 30_000 } },
    reporters: process.env.FOYER_TEST_REPORT
      ? ["default", ["json", { outputFile: process.env.FOYER_TEST_REPORT }]]
      : ["default"],
    projects: [
      // Reading the same modules for every file takes as long as the tests.
      { extends: true, test: { ...unit, name: "unit", include: [UNIT], exclude: changing, isolate: false } },
      { extends: true, test: { ...unit, name: "unit by itself", include: changing } },
      {
        ...onStack,
        test: { ...onStack.test, name: "integration", include: [ON_STACK], exclude: changingOnStack, isolate: false },
      },
      {
        ...onStack,
        test: { ...onStack.test, name: "integration by itself", include: changingOnStack, exclude: inTime },
      },
      {
        ...onStack,
        test: {
          ...onStack.test,
          name: "integration in time",
          include: inTime,
          sequence: unit.sequence,
          maxWorkers: unit.maxWorkers,
        },
      },
      {
        extends: true,
        test: {
          name: "commands",
          include: ["tests/commands/**/*.test.ts"],
          globalSetup: ["tests/support/build-once.ts"],
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
