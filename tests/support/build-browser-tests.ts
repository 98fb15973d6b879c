import { join } from "node:path";
import { buildApp, isBuilt } from "../../scripts/start/build-app";
import { buildVariables } from "./build-variables";
import { buildPlanted } from "./serve-planted";

const root = join(import.meta.dirname, "..", "..");

/** A build folder of its own, so that the tests run beside a served `npm start`. */
export const DIST_DIR = ".next-test";

/** Makes the build that the browser tests are run against, unless it is there. */
export async function buildForBrowserTests(): Promise<void> {
  if (!(await isBuilt(root, DIST_DIR))) await buildApp(root, DIST_DIR, await buildVariables());
}

// As a stage of its own, beside tests that mostly wait: both builds of the browser tests.
if (process.argv[1] === import.meta.filename) {
  await buildForBrowserTests();
  await buildPlanted();
}
