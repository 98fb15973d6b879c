// `npm run reset`: empties the data folder. Built-ins of Node 20 only.
import { existsSync, realpathSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lockOwner } from "./launch/hold-lock.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const owner = lockOwner(".foyer");
if (owner) {
  console.error(`\n  Foyer is running (process ${owner.pid}). Stop it first, then reset.\n`);
  process.exit(1);
}
const data = join(".foyer", "postgres", "data");
// Root's database may live outside the project, with a link to it in its place.
if (existsSync(data)) rmSync(realpathSync(data), { recursive: true, force: true });
rmSync(".foyer", { recursive: true, force: true });
console.log("\n  The data folder .foyer is gone; the next start begins with an empty database and the demo data.\n");
