// `npm run reset`: empties the data folder. Built-ins of Node 20 only.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { lockOwner } from "./launch/hold-lock.mjs";
import { removeData } from "./launch/remove-data.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const owner = lockOwner(".foyer");
if (owner) {
  console.error(`\n  Foyer is running (process ${owner.pid}). Stop it first, then reset.\n`);
  process.exit(1);
}
removeData(".foyer");
console.log("\n  The data folder .foyer is gone; the next start begins with an empty database and the demo data.\n");
