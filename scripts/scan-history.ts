import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { KNOWN_VECTORS } from "./check/supply/known-vectors";
import { findSecrets } from "./check/supply/secrets";

/** Looks for secrets in every line that was ever added, on any branch: what was removed again is still published. */
const git = spawn("git", ["log", "--all", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--format=%x00%H"], {
  cwd: join(import.meta.dirname, ".."),
  stdio: ["ignore", "pipe", "inherit"],
});
const known = new Set(KNOWN_VECTORS.map(({ sha256 }) => sha256));
const found = new Map<string, string>();
let commit = "";
let file = "";
for await (const line of createInterface({ input: git.stdout })) {
  if (line.startsWith("\0")) commit = line.slice(1, 13);
  else if (line.startsWith("+++ ")) file = line.slice("+++ b/".length);
  else if (line.startsWith("+"))
    for (const { name, sha256 } of findSecrets(line.slice(1)))
      if (!known.has(sha256)) found.set(sha256 + file, `${commit} ${file} ${name} (sha256 ${sha256}…)`);
}
for (const message of found.values()) console.error(`✗ ${message}`);
console.log(`${found.size} secrets in the history`);
process.exit(found.size === 0 && commit !== "" ? 0 : 1);
