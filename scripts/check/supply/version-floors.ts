import type { Rule } from "../tree";
import { COMPROMISED, FLOORS } from "./floors";
import { LOCKFILE, lockedPackages } from "./lockfile";

/** No copy of a package, however deeply nested, is older than its floor or a release that carried malware. */
export const versionFloors: Rule = {
  name: "no package is below its floor",
  check: (tree) =>
    lockedPackages(tree).flatMap(({ place, name, entry: { version = "0.0.0" } }) => {
      const problems = [];
      for (const { floors, advisory, hole } of FLOORS.filter((floor) => floor.package === name))
        if (isBelow(version, floors))
          problems.push(`${place} ${version} is below ${floors.join(" / ")}: ${hole} (${advisory})`);
      if (COMPROMISED[name]?.includes(version)) problems.push(`${place} ${version} was published with malware`);
      return problems.map((message) => ({ file: LOCKFILE, message }));
    }),
};

/** Against the floor of the version's own major line, else of the next newer one; above all lines nothing is known. */
function isBelow(version: string, floors: readonly string[]): boolean {
  const line = floors.find((floor) => majorOf(floor) >= majorOf(version));
  return line !== undefined && compare(version, line) < 0;
}

const majorOf = (version: string) => Number(version.split(".")[0]);

/** By the rule of semantic versions, as far as it matters here: a prerelease comes before its release. */
function compare(a: string, b: string): number {
  const parse = (version: string) => {
    const [numbers = "", ...prerelease] = (version.split("+")[0] ?? "").split("-");
    return [...numbers.split(".").map(Number), prerelease.length > 0 ? 0 : 1];
  };
  const [left, right] = [parse(a), parse(b)];
  return left.map((part, index) => part - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
