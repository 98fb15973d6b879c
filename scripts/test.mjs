// `npm test` and `npm run verify`. Runs before anything is installed: built-ins of Node 20 only.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages, isInstalled } from "./launch/install-packages.mjs";
import { installTestTools, missingTestTools } from "./launch/install-test-tools.mjs";
import { mendPostgres } from "./launch/mend-postgres.mjs";
import { step } from "./launch/progress.mjs";
import { requireTools } from "./launch/require-tools.mjs";
import { runWithProjectNode } from "./launch/run-with-project-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
requireTools();
try {
  if (!isInstalled()) await step("Install packages", installPackages);
  mendPostgres();
  const missing = process.argv.includes("--fast") ? { packages: [] } : missingTestTools();
  if (missing.packages.length > 0)
    await step(`Install ${missing.packages.join(" and ")}`, async () => installTestTools(missing));
} catch (error) {
  console.error(`\n${error.message}`);
  console.log("0 passed, 1 failed, 0 skipped");
  process.exit(1);
}
process.exitCode = await runWithProjectNode("scripts/test/run.ts", process.argv.slice(2));
