// `npm start` and `npm run dev`. Runs before anything is installed: built-ins of Node 20 only.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { holdLock } from "./launch/hold-lock.mjs";
import { installPackages, isInstalled } from "./launch/install-packages.mjs";
import { mendPostgres } from "./launch/mend-postgres.mjs";
import { step } from "./launch/progress.mjs";
import { requireTools } from "./launch/require-tools.mjs";
import { runWithProjectNode } from "./launch/run-with-project-node.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
// A closed terminal makes every further line fail; the shut-down must go on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

requireTools();
const lock = await holdWhenStopped();
if ("owner" in lock) {
  const { pid, url } = lock.owner;
  console.error(`\n  Foyer already runs in this folder (process ${pid})${url ? `: ${url}` : ", it is starting up"}.\n`);
  process.exit(1);
}
process.on("exit", () => lock.release());

console.log("\n  Foyer\n");
try {
  if (!isInstalled()) await step("Install packages", installPackages);
  mendPostgres();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
process.exitCode = await runWithProjectNode("scripts/start/serve.ts", process.argv.slice(2), (facts) =>
  lock.note(facts),
);

/**
 * npm gives the prompt back before we have stopped, or even know that we shall: whoever starts again at once waits a
 * moment for the last run to say so, and then for it to end.
 */
async function holdWhenStopped() {
  const began = Date.now();
  for (;;) {
    const attempt = holdLock(".foyer");
    if (!("owner" in attempt)) return attempt;
    if (Date.now() - began > (attempt.owner.stopping ? 30_000 : 1_000)) return attempt;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
