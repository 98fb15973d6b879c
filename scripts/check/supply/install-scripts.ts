import type { Problem, Rule } from "../tree";
import { LOCKFILE, lockedPackages, readManifest } from "./lockfile";

/**
 * Whoever runs code at `npm ci` was decided upon: package.json's `allowScripts` answers, with true or false, for exactly
 * the packages that have install scripts. npm 12 runs no others.
 */
export const installScripts: Rule = {
  name: "every install script was decided upon",
  check(tree) {
    const decided = readManifest(tree).allowScripts ?? {};
    const scripted = new Map(
      lockedPackages(tree)
        .filter(({ entry }) => entry.hasInstallScript)
        .map(({ place, name }) => [name, place]),
    );
    const problems: Problem[] = [];
    for (const [name, place] of scripted)
      if (!(name in decided))
        problems.push({ file: LOCKFILE, message: `${place} runs an install script that allowScripts does not know` });
    for (const name of Object.keys(decided))
      if (!scripted.has(name))
        problems.push({ file: "package.json", message: `allowScripts names ${name}, which has no install script` });
    return problems;
  },
};
