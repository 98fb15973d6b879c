import { contractedIn, takenAway } from "./migrations/taken-away";
import type { Rule } from "./tree";

const FOLDER = "supabase/migrations/";
/** Older ones were written before the rule, and are history. */
const SINCE = "20261121022000";

/**
 * A migration runs while the previous release still answers: what that calls and reads must not go with it. Taking away is a
 * release of its own, in which a note says why nobody misses it (docs/deployment.md, "Changing the schema").
 */
export const keptForLastRelease: Rule = {
  name: "a migration takes nothing from the release before it",
  check: (tree) =>
    tree.files
      .filter((file) => file.startsWith(FOLDER) && file.endsWith(".sql") && file.slice(FOLDER.length) >= SINCE)
      .flatMap((file) => {
        const sql = tree.read(file);
        const contracted = contractedIn(sql);
        return takenAway(sql)
          .filter(({ name }) => !contracted.includes(name))
          .map(({ what, name, line }) => ({
            file,
            line,
            message: `takes ${what} ${name} away; expand first, and contract with a note: -- contract: ${name} <unused since …>`,
          }));
      }),
};
