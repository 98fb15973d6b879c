import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { Migration } from "../../database/apply-migrations";

const FOLDER = "supabase/migrations/";

/** The migrations as a commit holds them, in the order of their names. Throws for a commit that is not there. */
export function releasedMigrations(root: string, ref: string): Migration[] {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  const commit = git("rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`).trim();
  return git("ls-tree", "--name-only", "-z", commit, FOLDER)
    .split("\0")
    .filter((path) => path.endsWith(".sql"))
    .sort()
    .map((path) => {
      const sql = git("show", `${commit}:${path}`).replaceAll("\r\n", "\n");
      return { name: path.slice(FOLDER.length), sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}
