import { execFileSync } from "node:child_process";
import type { Migration } from "../../database/apply-migrations";
import { takenAway } from "./taken-away";

/** What new migrations take away although the release before them names it in its code, one line each. */
export function stillUsed(
  migrations: readonly Pick<Migration, "name" | "sql">[],
  release: string,
  isNamed: (name: string) => boolean,
): string[] {
  return migrations.flatMap(({ name: file, sql }) =>
    takenAway(sql)
      .filter(({ name }) => isNamed(name))
      .map(({ what, name }) => `${file} takes ${what} ${name} away, which the code of ${release} still names`),
  );
}

/** Whether the product's code of a commit names something of the database. */
export function namedIn(root: string, ref: string): (name: string) => boolean {
  return (name) => {
    try {
      // The generated types name everything there is.
      const paths = ["app", "lib", "middleware.ts", "instrumentation.ts", ":(exclude)lib/db/database.ts"];
      execFileSync("git", ["grep", "--quiet", "--word-regexp", "--fixed-strings", "-e", name, ref, "--", ...paths], {
        cwd: root,
        stdio: "ignore",
      });
      return true;
    } catch {
      return false;
    }
  };
}
