import { defineConfig, devices } from "@playwright/test";
import { chromiumPath } from "./scripts/launch/chromium-path.mjs";

const isRoot = process.getuid?.() === 0;

/** What goes through the whole build, minute after minute. Begun last, it would leave a processor without work at the end. */
const sweeps =
  /(every-page|ownership-sweep|stored-scripts|severed-stream|open-redirects|operator-shift|visited-pages)\.spec\.ts$/;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/support/boot-browser-tests.ts",
  // One more than there are processors: a journey waits for the server, for the browser and for the clock by turns. With two
  // more, what is measured in frames is measured badly.
  workers: 3,
  projects: [
    { name: "sweeps", testMatch: sweeps },
    { name: "journeys", testIgnore: sweeps },
  ],
  fullyParallel: true,
  forbidOnly: true,
  // A second try for what met a busy moment; the report names what needed it.
  retries: 1,
  // Patience is for a machine that is busy with something else: a test that passes never waits for it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.FOYER_TEST_REPORT
    ? [["list"], ["json", { outputFile: process.env.FOYER_TEST_REPORT }]]
    : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    // Set by the global setup, before the workers read this file.
    baseURL: process.env.PUBLIC_BASE_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    // Nothing that is tested moves, and frames that nobody sees cost each of the tests beside.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // Filming every test costs each of them.
    trace: process.env.FOYER_TEST_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
