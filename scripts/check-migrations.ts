import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { rehearseUpgrade } from "./check/migrations/rehearse-upgrade";
import { releasedMigrations } from "./check/migrations/released-migrations";
import { rewrittenHistory } from "./check/migrations/rewritten-history";
import { namedIn, stillUsed } from "./check/migrations/still-used";
import { readMigrations } from "./database/apply-migrations";

/**
 * `npm run check-migrations [-- <ref>]`: that migrations only move forward since the last release (the newest tag `v…`, else
 * `origin/main`, or the given ref), that they take nothing away that its code still names, and that they apply to a fresh database as
 * to the last release's.
 */
const root = join(import.meta.dirname, "..");
const release = process.argv[2] ?? lastRelease();
const released = releasedMigrations(root, release);
const current = await readMigrations(join(root, "supabase", "migrations"));

const fresh = current.filter(({ name }) => !released.some((each) => each.name === name));
const faults = [...rewrittenHistory(released, current), ...stillUsed(fresh, release, namedIn(root, release))];
for (const fault of faults) console.error(`✗ ${fault}`);
if (faults.length > 0) process.exit(1);
console.log(`${current.length - released.length} migrations since ${release}, ${released.length} of it untouched`);

await rehearseUpgrade({ released, current });
console.log(`They apply to a fresh database and to that of ${release}.`);

function lastRelease(): string {
  try {
    const args = ["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"];
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "origin/main";
  }
}
